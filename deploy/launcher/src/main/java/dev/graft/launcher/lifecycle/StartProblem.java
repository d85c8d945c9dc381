package dev.graft.launcher.lifecycle;

/** Why a mesh did not come up. */
public sealed interface StartProblem {

    /** For a person, with the remedy. */
    String message();

    /** Somebody else listens where a service has to. */
    record PortTaken(String service, int port, String holder) implements StartProblem {
        @Override
        public String message() {
            return "port " + port + " of " + service + " is taken by " + holder
                    + "; stop it, or use other ports: graft up --port-base " + (port / 1000 * 1000 + 10_400);
        }
    }

    /** A service ended or was not ready in time. */
    record NotReady(String service, String reason, String logEnd) implements StartProblem {
        @Override
        public String message() {
            return service + " " + reason + (logEnd.isBlank() ? "" : "; its log ends with:\n" + logEnd);
        }
    }
}

package dev.graft.learning.train;

/** Carries a stop from inside a step to where the run ends; it is no error. */
final class StopRequested extends RuntimeException {

    private static final long serialVersionUID = 1;

    private StopRequested(String reason) {
        super(reason, null, false, false);
    }

    static void check(StopSignal signal) {
        signal.reason().ifPresent(reason -> {
            throw new StopRequested(reason);
        });
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}

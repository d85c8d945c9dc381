package dev.graft.trainer.train;

/** Somebody else may hold the run now: this attempt writes nothing more. */
final class LeaseLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeaseLost(String runId) {
        super("the lease of run " + runId + " is lost", null, false, false);
    }
}

package dev.graft.trainer.train;

/** The service ends while a record is worked on: it stays unacknowledged and comes again. */
public final class RunInterrupted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RunInterrupted() {
        super("the trainer shuts down; its work goes on after the next start", null, false, false);
    }
}

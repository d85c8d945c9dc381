package dev.graft.trainer.check;

/** A check that ended before its end, because the run may not go on. */
public final class CheckStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CheckStopped(String reason) {
        super(reason, null, false, false);
    }
}

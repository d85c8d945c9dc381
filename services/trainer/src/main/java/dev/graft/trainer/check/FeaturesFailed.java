package dev.graft.trainer.check;

/** Features that cannot be computed on this machine now. */
public final class FeaturesFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FeaturesFailed(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}

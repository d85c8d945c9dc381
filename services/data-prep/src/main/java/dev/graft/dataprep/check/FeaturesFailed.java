package dev.graft.dataprep.check;

/** The features of some rows cannot be computed on this machine now; the message says why. */
public final class FeaturesFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FeaturesFailed(Throwable cause) {
        super(String.valueOf(cause.getMessage()), cause);
    }
}

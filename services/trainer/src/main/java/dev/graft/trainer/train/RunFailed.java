package dev.graft.trainer.train;

/** A run that cannot give a model, however often it is tried; the message says why and what a person can do. */
public final class RunFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final String explanation;

    public RunFailed(String explanation) {
        super(explanation);
        this.explanation = explanation;
    }

    public RunFailed(String explanation, Throwable cause) {
        super(explanation, cause);
        this.explanation = explanation;
    }

    public String explanation() {
        return explanation;
    }
}

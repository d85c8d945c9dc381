package dev.graft.predictor.serving.question;

/** The request is not one that this model can answer; the message says why. */
public final class InvalidInput extends Exception {
    private static final long serialVersionUID = 1L;

    public InvalidInput(String message) {
        super(message);
    }
}

package dev.graft.predictor.serving.http;

/** The request is not one that this model can answer; the message says why. */
final class InvalidInput extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidInput(String message) {
        super(message);
    }
}

package dev.graft.predictor.serving;

import org.jspecify.annotations.Nullable;

/** A version that cannot serve; the message says why. The champion before it keeps serving. */
public final class ModelUnusable extends Exception {
    private static final long serialVersionUID = 1L;

    public ModelUnusable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

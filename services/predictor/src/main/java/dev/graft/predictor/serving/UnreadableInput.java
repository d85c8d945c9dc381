package dev.graft.predictor.serving;

import org.jspecify.annotations.Nullable;

/** An input that a model cannot read: the fault of the request. */
public final class UnreadableInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param index of the input, from 0
     * @param reason a clause that says what is wrong with it
     */
    public UnreadableInput(int index, String reason, @Nullable Throwable cause) {
        super("input " + index + " cannot be read: " + reason, cause);
    }
}

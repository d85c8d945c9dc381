package dev.graft.learning.image;

import java.io.IOException;

/** Bytes that are no picture that can be read, or one beyond the limits; the message says why, for a person. */
public final class UnreadableImage extends IOException {

    private static final long serialVersionUID = 1;

    public UnreadableImage(String reason) {
        super(reason);
    }

    public UnreadableImage(String reason, Throwable cause) {
        super(reason, cause);
    }
}

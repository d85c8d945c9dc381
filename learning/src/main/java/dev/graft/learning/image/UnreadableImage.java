package dev.graft.learning.image;

import java.io.IOException;

/** Bytes that are no picture that can be read, or one beyond the limits; the message says why, for a person. */
public final class UnreadableImage extends IOException {

    private static final long serialVersionUID = 1;

    private final Fault fault;

    public UnreadableImage(Fault fault, String reason) {
        super(reason);
        this.fault = fault;
    }

    public UnreadableImage(Fault fault, String reason, Throwable cause) {
        super(reason, cause);
        this.fault = fault;
    }

    /** What kind of thing is wrong. */
    public Fault fault() {
        return fault;
    }

    /** The kinds of what can be wrong, each with another remedy. */
    public enum Fault {
        /** Another format, or no picture at all. */
        UNKNOWN_FORMAT,
        /** More bytes, pixels or scans than the limits allow; nothing was decoded. */
        BEYOND_LIMITS,
        /** The end of the file is missing. */
        CUT_OFF,
        /** The file is whole, but its content makes no picture. */
        BROKEN
    }
}

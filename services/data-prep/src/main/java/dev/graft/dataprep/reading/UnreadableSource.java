package dev.graft.dataprep.reading;

import org.jspecify.annotations.Nullable;

/** A source from which no further row can be read; the message says where, why, and how to mend it. */
public final class UnreadableSource extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean tooLarge;

    private UnreadableSource(String message, boolean tooLarge, @Nullable Throwable cause) {
        super(message, cause);
        this.tooLarge = tooLarge;
    }

    /** The bytes are not what the format asks for. */
    public static UnreadableSource malformed(String message) {
        return new UnreadableSource(message, false, null);
    }

    /** The bytes are not what the format asks for. */
    public static UnreadableSource malformed(String message, Throwable cause) {
        return new UnreadableSource(message, false, cause);
    }

    /** There is more than the bounds allow. */
    public static UnreadableSource tooLarge(String message) {
        return new UnreadableSource(message, true, null);
    }

    /** Whether a bound was passed, rather than the format broken. */
    public boolean isTooLarge() {
        return tooLarge;
    }
}

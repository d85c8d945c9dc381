package dev.graft.platform.event;

import org.jspecify.annotations.Nullable;

/** A record that is no event of its topic; the message says what is wrong and how to mend it. */
public final class MalformedEvent extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    public MalformedEvent(String message) {
        this(message, null);
    }

    public MalformedEvent(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = message;
    }

    public String reason() {
        return reason;
    }
}

package dev.graft.registry.label;

/** A wish that is not granted; the message says why, and how to mend it. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    private Refused(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** What kind of refusal it is. */
    public enum Reason {
        /** Nothing of that name is there. */
        UNKNOWN,
        /** Something of that name is there already. */
        EXISTS,
        /** The wish itself is wrong. */
        INVALID,
        /** It cannot be as things stand. */
        CONFLICT
    }

    public static Refused unknown(String message) {
        return new Refused(Reason.UNKNOWN, message);
    }

    public static Refused exists(String message) {
        return new Refused(Reason.EXISTS, message);
    }

    public static Refused invalid(String message) {
        return new Refused(Reason.INVALID, message);
    }

    public static Refused conflict(String message) {
        return new Refused(Reason.CONFLICT, message);
    }

    public Reason reason() {
        return reason;
    }
}

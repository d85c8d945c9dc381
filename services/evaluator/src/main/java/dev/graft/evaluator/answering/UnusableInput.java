package dev.graft.evaluator.answering;

/** A model or a snapshot that another try would not make usable; the message is a clause that says why. */
public final class UnusableInput extends Exception {
    private static final long serialVersionUID = 1L;

    public UnusableInput(String reason) {
        super(reason);
    }

    public UnusableInput(String reason, Throwable cause) {
        super(reason, cause);
    }

    /** Why it cannot be used, without a full stop. */
    public String reason() {
        return String.valueOf(getMessage());
    }

    /** The same with what it is that cannot be used. */
    public UnusableInput of(String what) {
        return new UnusableInput(what + " cannot be used: " + reason(), this);
    }
}

package dev.graft.platform.signing;

/** A model whose signature is missing, broken, of an unknown key, or of other files: it must not be loaded. */
public final class UntrustedModel extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UntrustedModel(String message) {
        super(message);
    }

    public UntrustedModel(String message, Throwable cause) {
        super(message, cause);
    }
}

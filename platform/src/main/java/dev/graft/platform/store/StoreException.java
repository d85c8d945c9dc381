package dev.graft.platform.store;

import org.jspecify.annotations.Nullable;

/** What can go wrong with the object store, by what the caller can do about it. */
public sealed class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The store cannot be reached or is overloaded: worth another try. */
    public static final class Unavailable extends StoreException {
        private static final long serialVersionUID = 1L;

        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Nothing lies under the key. */
    public static final class Missing extends StoreException {
        private static final long serialVersionUID = 1L;

        public Missing(String uri) {
            super("there is no object " + uri, null);
        }
    }

    /** The bytes are not those that the reference promises. */
    public static final class ChecksumMismatch extends StoreException {
        private static final long serialVersionUID = 1L;

        public ChecksumMismatch(String uri, String expected, String actual) {
            super("object " + uri + " has SHA-256 " + actual + ", but " + expected + " was announced", null);
        }
    }

    /** The object is larger than the reader allows. */
    public static final class TooLarge extends StoreException {
        private static final long serialVersionUID = 1L;

        public TooLarge(String uri, long bytes, long limit) {
            super("object " + uri + " has " + bytes + " bytes; at most " + limit + " are read", null);
        }
    }

    /** The store understood and said no: credentials, permissions or an invalid request. */
    public static final class Refused extends StoreException {
        private static final long serialVersionUID = 1L;

        public Refused(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}

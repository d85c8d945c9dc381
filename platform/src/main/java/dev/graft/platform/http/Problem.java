package dev.graft.platform.http;

/**
 * A request that cannot be answered as asked, as RFC 9457 problem details.
 *
 * <p>{@code detail} says what is wrong with this request and how to mend it.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;

    private Problem(int status, String title, String detail) {
        super(detail);
        this.status = status;
        this.title = title;
    }

    public static Problem badRequest(String detail) {
        return new Problem(400, "Bad request", detail);
    }

    public static Problem notFound(String detail) {
        return new Problem(404, "Not found", detail);
    }

    public static Problem conflict(String detail) {
        return new Problem(409, "Conflict", detail);
    }

    public static Problem unavailable(String detail) {
        return new Problem(503, "Not available", detail);
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }
}

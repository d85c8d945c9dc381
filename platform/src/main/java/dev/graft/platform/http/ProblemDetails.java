package dev.graft.platform.http;

/** The body of an error answer, RFC 9457. The type is {@code about:blank}: status and detail say it all. */
public record ProblemDetails(String type, String title, int status, String detail, String instance) {
    public static final String MEDIA_TYPE = "application/problem+json";
}

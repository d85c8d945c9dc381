package dev.graft.platform.http;

import dev.graft.platform.access.Caller;
import dev.graft.platform.access.Role;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * A request that its caller may not make.
 *
 * @param status 401: who calls is not known; 403: it is, and may not; 503: nobody can tell now
 * @param challenge of the header {@code WWW-Authenticate}; null: other credentials would not help
 * @param path of the request
 */
public record Refusal(
        int status, String title, String detail, @Nullable String challenge, String path) {
    private static final String BEARER = "Bearer";

    public static Refusal noCredentials(Role needed, String path) {
        return new Refusal(
                401,
                "Unauthorized",
                "This call needs the role '" + needed.word()
                        + "', and the request has no credentials: send the header 'Authorization: Bearer <token>'",
                BEARER,
                path);
    }

    public static Refusal unknownCredentials(String path) {
        return new Refusal(
                401,
                "Unauthorized",
                "The request's credentials are not known here: they are wrong, have expired, or are not a bearer token"
                        + " ('Authorization: Bearer <token>')",
                BEARER + " error=\"invalid_token\"",
                path);
    }

    public static Refusal roleTooLow(Caller caller, Role needed, String path) {
        Role role = caller.role();
        return new Refusal(
                403,
                "Forbidden",
                "This call needs the role '" + needed.word() + "'; " + caller.name()
                        + (role == null ? " has none" : " has the role '" + role.word() + "'"),
                null,
                path);
    }

    public static Refusal issuerAway(String path) {
        return new Refusal(
                503,
                "Not available",
                "Whether the token is valid cannot be told now: the OIDC issuer does not answer. Try again",
                null,
                path);
    }

    Response answer() {
        return Response.status(status)
                .type(ProblemDetails.MEDIA_TYPE)
                .entity(new ProblemDetails("about:blank", title, status, detail, path))
                .build();
    }

    /** The answer with the challenge that the status needs. */
    Response challenged(Response answer) {
        return challenge == null
                ? answer
                : Response.fromResponse(answer)
                        .header(HttpHeaders.WWW_AUTHENTICATE, challenge)
                        .build();
    }
}

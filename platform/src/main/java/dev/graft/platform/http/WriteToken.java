package dev.graft.platform.http;

import io.smallrye.config.ConfigMapping;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Lets writes pass only with the token, where one is configured. */
public class WriteToken {
    private static final String SCHEME = "Bearer ";
    private static final Set<String> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /** Who may write over REST. */
    @ConfigMapping(prefix = "graft.api")
    public interface Config {
        /** The bearer token that every write needs; absent: writes are open to whoever reaches the port. */
        Optional<String> token();
    }

    private final Config config;

    public WriteToken(Config config) {
        this.config = config;
    }

    @ServerRequestFilter
    @Nullable
    Response check(ContainerRequestContext request) {
        if (config.token().isEmpty()
                || READS.contains(request.getMethod())
                || matches(config.token().get(), request.getHeaderString(HttpHeaders.AUTHORIZATION))) {
            return null;
        }
        return Response.status(401)
                .type(ProblemDetails.MEDIA_TYPE)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .entity(new ProblemDetails(
                        "about:blank",
                        "Unauthorized",
                        401,
                        "Writes need the header 'Authorization: Bearer <token>' with the token that the service was started with",
                        request.getUriInfo().getPath()))
                .build();
    }

    private static boolean matches(String token, @Nullable String header) {
        return header != null
                && MessageDigest.isEqual(
                        (SCHEME + token).getBytes(StandardCharsets.UTF_8), header.getBytes(StandardCharsets.UTF_8));
    }
}

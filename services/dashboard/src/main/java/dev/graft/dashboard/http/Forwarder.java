package dev.graft.dashboard.http;

import dev.graft.platform.http.Problem;
import dev.graft.platform.http.ProblemDetails;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks another service what the page asks, with the caller's own credentials, and passes its answer on, problems
 * included. The other service decides what the caller may do. Answers are bounded in time and size. Thread-safe.
 */
@ApplicationScoped
public class Forwarder {
    private static final Logger LOG = Logger.getLogger(Forwarder.class);
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final MeshAddresses addresses;
    private final HttpClient client;

    public Forwarder(MeshAddresses addresses) {
        this.addresses = addresses;
        this.client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /** @param service what people call it */
    public Response get(String service, URI uri, HttpHeaders caller) {
        return send(service, request(uri, caller).GET().build());
    }

    /**
     * Only what says that it is JSON goes on: a page elsewhere cannot send that without being asked first, so it cannot
     * act in the name of whoever looks at it.
     *
     * @param service what people call it
     */
    public Response post(String service, URI uri, HttpHeaders caller, byte @Nullable [] body) {
        MediaType type = caller.getMediaType();
        if (type == null || !type.isCompatible(MediaType.APPLICATION_JSON_TYPE) || body == null || body.length == 0) {
            throw Problem.badRequest("Send a JSON object, with the Content-Type application/json");
        }
        HttpRequest.Builder request = request(uri, caller)
                .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        copy("Idempotency-Key", caller, request);
        return send(service, request.build());
    }

    private HttpRequest.Builder request(URI uri, HttpHeaders caller) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(addresses.timeout())
                .header(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON);
        copy(HttpHeaders.AUTHORIZATION, caller, request);
        return request;
    }

    private static void copy(String header, HttpHeaders from, HttpRequest.Builder to) {
        String value = from.getHeaderString(header);
        if (value != null) {
            to.header(header, value);
        }
    }

    private Response send(String service, HttpRequest request) {
        try {
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                return passedOn(service, answer, body);
            }
        } catch (HttpTimeoutException e) {
            throw Problem.unavailable(
                    "The " + service + " did not answer in time; try again. It is asked at " + place(request));
        } catch (IOException e) {
            LOG.debugf(e, "%s at %s", service, request.uri());
            throw Problem.unavailable("The " + service + " cannot be reached at " + place(request)
                    + "; its part of this page is missing until it is back");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("The dashboard is shutting down");
        }
    }

    private Response passedOn(String service, HttpResponse<InputStream> answer, InputStream body) throws IOException {
        String type = answer.headers().firstValue(HttpHeaders.CONTENT_TYPE).orElse("");
        if (!type.startsWith(MediaType.APPLICATION_JSON) && !type.startsWith(ProblemDetails.MEDIA_TYPE)) {
            throw Problem.unavailable("What answers in place of the " + service + " speaks no JSON (status "
                    + answer.statusCode() + "); mend GRAFT_DASHBOARD_SERVICES_…");
        }
        int most = Math.toIntExact(Math.min(addresses.maxAnswer().asLongValue(), Integer.MAX_VALUE - 8));
        byte[] bytes = body.readNBytes(most + 1);
        if (bytes.length > most) {
            throw Problem.unavailable("The answer of the " + service + " has more than " + most
                    + " bytes, more than this page shows; ask it directly at " + place(answer.request()));
        }
        Response.ResponseBuilder passed = Response.status(answer.statusCode())
                .type(type)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(bytes);
        answer.headers()
                .firstValue(HttpHeaders.WWW_AUTHENTICATE)
                .ifPresent(challenge -> passed.header(HttpHeaders.WWW_AUTHENTICATE, challenge));
        return passed.build();
    }

    private static String place(HttpRequest request) {
        return request.uri().getScheme() + "://" + request.uri().getHost() + ":"
                + request.uri().getPort();
    }
}

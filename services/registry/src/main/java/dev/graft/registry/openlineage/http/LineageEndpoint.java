package dev.graft.registry.openlineage.http;

import dev.graft.registry.openlineage.Delivery;
import dev.graft.registry.openlineage.LineageReceiver;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP endpoint that takes OpenLineage events, one in each POST, as OpenLineage's own HTTP transport sends them. It follows
 * no redirects, which would take the key elsewhere. Thread-safe.
 */
public final class LineageEndpoint implements LineageReceiver {
    private static final String DEFAULT_PATH = "/api/v1/lineage";
    private static final String JSON = "application/json";

    private final HttpClient http;
    private final URI uri;
    private final @Nullable String apiKey;
    private final Duration timeout;

    /**
     * @param url of the endpoint; without a path, {@value #DEFAULT_PATH} is meant
     * @param timeout for the connection, and as much again for the whole answer
     * @throws IllegalArgumentException when the URL is not an HTTP one, or holds credentials
     */
    public LineageEndpoint(URI url, Optional<String> apiKey, Duration timeout) {
        if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw new IllegalArgumentException("graft.openlineage.url must be of the form http(s)://<host>[:<port>]");
        }
        if (url.getUserInfo() != null) {
            throw new IllegalArgumentException("graft.openlineage.url is logged: it must not hold credentials");
        }
        String path = url.getPath();
        this.uri = path == null || path.isEmpty() || path.equals("/") ? url.resolve(DEFAULT_PATH) : url;
        this.apiKey = apiKey.orElse(null);
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public CompletableFuture<Answer> send(byte[] event) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(timeout)
                .header("Content-Type", JSON)
                .header("Accept", JSON)
                .POST(HttpRequest.BodyPublishers.ofByteArray(event));
        if (apiKey != null) {
            request.header("Authorization", "Bearer " + apiKey);
        }
        return http.sendAsync(request.build(), head -> new FirstWords())
                .thenApply(LineageEndpoint::answer)
                .orTimeout(2 * timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Answer answer(HttpResponse<String> response) {
        String reason = "HTTP " + response.statusCode() + " " + response.body();
        return new Answer(Delivery.ofStatus(response.statusCode()), reason.strip());
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}

package dev.graft.launcher.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The REST interface of a service, with a token where one is set; an answer is JSON. */
public final class MeshRest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int CLIENT_ERROR = 400;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String service;
    private final URI address;
    private final @Nullable String token;

    /** @param token that the services know; null: none */
    public MeshRest(String service, URI address, @Nullable String token) {
        this.service = service;
        this.address = address;
        this.token = token;
    }

    /** The caller's own token, {@code GRAFT_TOKEN}, or else the one that the services were started with; null: neither. */
    public static @Nullable String token(Map<String, String> environment) {
        return Stream.of("GRAFT_TOKEN", "GRAFT_API_TOKEN")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(token -> !token.isBlank())
                .findFirst()
                .orElse(null);
    }

    /** The service refused the request. */
    public static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }

    /** The service does not answer. */
    public static final class Unreachable extends IOException {
        private static final long serialVersionUID = 1;

        Unreachable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    public JsonNode get(String path) throws IOException, InterruptedException {
        return send(request(path).GET().build());
    }

    public JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.resolve(path)).timeout(TIMEOUT).header("Accept", "application/json");
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response;
        try {
            response = http.send(request, BodyHandlers.ofByteArray());
        } catch (ConnectException e) {
            throw new Unreachable(service + " does not answer at " + address + "; see graft status", e);
        }
        JsonNode body = response.body().length == 0 ? JSON.nullNode() : parsed(response.body());
        if (response.statusCode() >= CLIENT_ERROR) {
            throw new Refused(service + " answered " + response.statusCode() + ": " + explanation(body));
        }
        return body;
    }

    private static JsonNode parsed(byte[] body) throws IOException {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return JSON.createObjectNode().put("detail", "an answer that is no JSON");
        }
    }

    /** RFC 9457's {@code detail}, where the body has it. */
    private static String explanation(JsonNode body) {
        return body.path("detail").asText(body.path("title").asText(body.toString()));
    }
}

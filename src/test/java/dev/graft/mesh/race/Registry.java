package dev.graft.mesh.race;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.platform.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One registry process as its clients see it, over REST. Thread-safe. */
public final class Registry {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PAGE = 500;

    private final URI model;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    public Registry(URI service, String task) {
        model = URI.create(service + "/models/" + task);
    }

    /** @throws IOException when no answer comes, so that nobody knows what became of the request */
    Answer send(Request request) throws IOException, InterruptedException {
        if (request instanceof Request.Promote promote) {
            return wish("/versions/" + promote.version() + "/promote", promote, null);
        }
        if (request instanceof Request.RollBack rollBack) {
            return wish("/rollback", rollBack, rollBack.version());
        }
        JsonNode champion = ok("").required("champion");
        return new Answer.Saw(
                champion.required("sequence").longValue(),
                champion.required("version").intValue());
    }

    /** What the alias in the store points at, by its projection. */
    Answer sendForAlias() throws IOException, InterruptedException {
        JsonNode alias = ok("/aliases").required("items").required(0);
        return new Answer.Saw(
                alias.required("sequence").longValue(),
                alias.required("version").intValue());
    }

    private Answer wish(String path, Request.Wish wish, @Nullable Integer toVersion)
            throws IOException, InterruptedException {
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("explanation", "a race").put("requestedBy", "racer");
        if (wish.expectedChampion() != null) {
            body.put("expectedChampion", wish.expectedChampion());
        }
        if (toVersion != null) {
            body.put("toVersion", toVersion);
        }
        HttpResponse<byte[]> response = http.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", wish.key())
                        .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        JsonNode answer = Json.read(response.body(), JsonNode.class);
        return switch (response.statusCode()) {
            case 200 -> moved(answer);
            case 409 -> new Answer.Refused(answer.required("detail").textValue());
            case 503 -> new Answer.None();
            default -> throw new AssertionError(wish + " was answered with " + response.statusCode() + ": " + answer);
        };
    }

    private static Answer moved(JsonNode answer) {
        Entry entry = entry(answer.required("move"));
        return new Answer.Moved(
                entry.sequence(),
                entry.version(),
                entry.previousVersion(),
                answer.required("repeated").booleanValue());
    }

    /** All moves, oldest first. */
    public List<Entry> history() throws IOException, InterruptedException {
        List<Entry> newestFirst = new ArrayList<>();
        int total;
        do {
            JsonNode page = ok("/history?limit=" + PAGE + "&offset=" + newestFirst.size());
            page.required("items").forEach(move -> newestFirst.add(entry(move)));
            total = page.required("total").intValue();
        } while (newestFirst.size() < total);
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    private static Entry entry(JsonNode move) {
        JsonNode previous = move.path("previousVersion");
        return new Entry(
                move.required("sequence").longValue(),
                move.required("kind").textValue().equals("rolled-back"),
                move.required("version").intValue(),
                previous.isInt() ? previous.intValue() : null,
                move.required("requestKey").textValue());
    }

    private JsonNode ok(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new AssertionError(path + " was answered with " + response.statusCode());
        }
        return Json.read(response.body(), JsonNode.class);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(model + path)).timeout(PATIENCE);
    }
}

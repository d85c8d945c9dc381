package dev.graft.benchmarks.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests at a fixed rate, whatever becomes of the earlier ones. A request's time begins when it was due, so that one that
 * could not be sent in time because others stalled counts as slow.
 */
final class SteadyLoad {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Queue<Answered> answers = new ConcurrentLinkedQueue<>();
    private final URI address;
    private final List<String> texts;

    /** @param texts that are asked about in turn, one a request */
    SteadyLoad(URI address, List<String> texts) {
        this.address = address;
        this.texts = List.copyOf(texts);
    }

    /**
     * One request.
     *
     * @param due when it was to be sent, {@link System#nanoTime}
     * @param millis from then to its answer
     * @param version that answered; 0: none did
     */
    record Answered(long due, double millis, int version) {}

    /** Sends for so long, and returns when every request has ended, in whatever way. */
    List<Answered> run(int perSecond, Duration length) {
        long start = System.nanoTime();
        long count = perSecond * length.toSeconds();
        CompletableFuture<?>[] sent = new CompletableFuture<?>[Math.toIntExact(count)];
        for (int i = 0; i < count; i++) {
            long due = start + i * 1_000_000_000L / perSecond;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            sent[i] = ask(due, texts.get(i % texts.size()));
        }
        CompletableFuture.allOf(sent).join();
        return List.copyOf(answers);
    }

    private CompletableFuture<Void> ask(long due, String text) {
        String body = JSON.createObjectNode().put("text", text).toString();
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()).handle((answer, failure) -> {
            int version = failure == null && answer.statusCode() == 200 ? version(answer.body()) : 0;
            answers.add(new Answered(due, (System.nanoTime() - due) / 1e6, version));
            return null;
        });
    }

    private static int version(byte[] body) {
        try {
            JsonNode answer = JSON.readTree(body);
            return answer.path("version").asInt();
        } catch (IOException e) {
            return 0;
        }
    }
}

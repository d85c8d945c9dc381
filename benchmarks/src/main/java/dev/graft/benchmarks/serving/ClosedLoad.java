package dev.graft.benchmarks.serving;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.benchmarks.Quantiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Callers that each ask one text after the other, as fast as they are answered. */
record ClosedLoad(URI address, List<String> texts) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Requests a second of all callers together, and each one's milliseconds. */
    record Pace(double perSecond, Quantiles millis) {}

    Pace run(int callers, Duration length) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            long start = System.nanoTime();
            List<Future<List<Double>>> running = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                int first = caller;
                running.add(threads.submit(() -> caller(first, start + length.toNanos())));
            }
            List<Double> millis = new ArrayList<>();
            for (Future<List<Double>> each : running) {
                millis.addAll(each.get());
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Pace(
                    millis.size() / seconds, Quantiles.of(millis.stream().mapToDouble(Double::doubleValue)));
        } finally {
            threads.shutdown();
        }
    }

    private List<Double> caller(int first, long end) throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        for (int turn = first; System.nanoTime() < end; turn++) {
            long start = System.nanoTime();
            label(texts.get(turn % texts.size()));
            millis.add((System.nanoTime() - start) / 1e6);
        }
        return millis;
    }

    /** What one text is answered with; {@link IOException} when it is not. */
    String label(String text) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofString(
                        JSON.createObjectNode().put("text", text).toString()))
                .build();
        HttpResponse<byte[]> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(address + " answers " + answer.statusCode());
        }
        return JSON.readTree(answer.body()).at("/predictions/0/label").asText();
    }
}

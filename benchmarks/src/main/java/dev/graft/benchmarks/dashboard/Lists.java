package dev.graft.benchmarks.dashboard;

import dev.graft.benchmarks.Quantiles;
import dev.graft.launcher.terminal.Table;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The dashboard's lists, asked for one after the other as a browser does, without an entity tag. */
final class Lists {
    private static final List<String> CALLS = List.of(
            "overview",
            "batches?limit=50",
            "batches?limit=50&task=task-7&state=refused",
            "runs?limit=50",
            "runs?limit=500",
            "runs?limit=50&offset=%d",
            "runs?limit=50&task=task-7",
            "runs?limit=50&state=promoted",
            "runs?limit=50&state=training",
            "snapshots?limit=50",
            "models?limit=50");

    private static final int WARM_UP = 20;

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI dashboard;
    private final int runs;

    Lists(URI dashboard, int runs) {
        this.dashboard = dashboard;
        this.runs = runs;
    }

    /**
     * How long an answer took, to its last byte.
     *
     * @param bytes of the answer
     */
    record Latency(String call, double p50Millis, double p99Millis, double maxMillis, long bytes) {}

    List<Latency> measure(int times) throws IOException, InterruptedException {
        List<Latency> all = new ArrayList<>();
        for (String call : CALLS) {
            String path = call.formatted(runs - 100);
            for (int i = 0; i < WARM_UP; i++) {
                get(path);
            }
            double[] millis = new double[times];
            long bytes = 0;
            for (int i = 0; i < times; i++) {
                long start = System.nanoTime();
                bytes = get(path).length;
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
            Quantiles of = Quantiles.of(Arrays.stream(millis));
            all.add(new Latency(path, of.p50(), of.p99(), of.max(), bytes));
        }
        return all;
    }

    byte[] get(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = client.send(
                HttpRequest.newBuilder(dashboard.resolve("/api/" + path)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("status " + answer.statusCode() + " of " + path);
        }
        return answer.body();
    }

    static Table table(List<Latency> all) {
        Table table = new Table("GET /api/", "p50 ms", "p99 ms", "max ms", "kB");
        all.forEach(each -> table.row(
                each.call,
                rounded(each.p50Millis),
                rounded(each.p99Millis),
                rounded(each.maxMillis),
                each.bytes / 1000));
        return table;
    }

    private static String rounded(double millis) {
        return String.format(Locale.ROOT, "%.1f", millis);
    }
}

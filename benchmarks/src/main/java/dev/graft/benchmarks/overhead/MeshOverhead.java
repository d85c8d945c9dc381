package dev.graft.benchmarks.overhead;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.benchmarks.Chain;
import dev.graft.benchmarks.MeshOptions;
import dev.graft.benchmarks.Quantiles;
import dev.graft.benchmarks.Results;
import dev.graft.contracts.EventType;
import dev.graft.launcher.client.EventSender;
import dev.graft.launcher.client.EventTail;
import dev.graft.launcher.client.TaskDeclaration;
import dev.graft.launcher.terminal.Table;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends tiny batches one after the other and says how long each took beyond training and evaluation. */
@Command(
        name = "mesh-overhead",
        description = "Time from a labelled batch to the verdict on its model, without training and evaluation.",
        mixinStandardHelpOptions = true)
public final class MeshOverhead implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Mixin
    private MeshOptions mesh = new MeshOptions();

    @Option(names = "--batches", defaultValue = "30", description = "Measured batches. Default: ${DEFAULT-VALUE}")
    private int batches;

    @Option(names = "--warm-up", defaultValue = "3", description = "Batches before. Default: ${DEFAULT-VALUE}")
    private int warmUp;

    @Option(names = "--rows", defaultValue = "30", description = "Rows a batch. Default: ${DEFAULT-VALUE}")
    private int rows;

    @Option(names = "--seed", defaultValue = "1", description = "Of the sentences. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (MeshOptions.RunningMesh running = mesh.open()) {
            report(measure(running.plan().bootstrapServers()));
        }
        return 0;
    }

    private List<BatchTimes> measure(String bootstrapServers) throws IOException, InterruptedException {
        String task = "overhead-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        List<BatchTimes> times = new ArrayList<>();
        try (EventSender sender = new EventSender(bootstrapServers);
                EventTail tail = EventTail.fromNow(bootstrapServers)) {
            new TaskDeclaration(TinyBatches.declaration(task)).send(sender, tail);
            TinyBatches source = new TinyBatches(seed);
            for (int batch = 1; batch <= warmUp + batches; batch++) {
                BatchTimes one = one(sender, tail, task, source.next(task, rows));
                boolean measured = batch > warmUp;
                System.out.printf(
                        Locale.ROOT,
                        "%s %2d of %d: %s, overhead %.2f s of %.2f s%n",
                        measured ? "batch" : "warm-up",
                        measured ? batch - warmUp : batch,
                        measured ? batches : warmUp,
                        one.verdict(),
                        one.overhead(),
                        one.total());
                if (measured) {
                    times.add(one);
                }
            }
        }
        return times;
    }

    private static BatchTimes one(EventSender sender, EventTail tail, String task, ObjectNode batch)
            throws IOException, InterruptedException {
        byte[] payload = JSON.writeValueAsBytes(batch);
        long sent = System.nanoTime();
        sender.send(EventType.BATCH_LABELLED, task, payload);
        return BatchTimes.of(Chain.follow(tail, task, PATIENCE, event -> {}), sent);
    }

    private static void report(List<BatchTimes> times) throws IOException {
        Table table = new Table("seconds", "p50", "p99", "max");
        row(table, "total: produced to verdict consumed", times, BatchTimes::total);
        row(table, "- training (run.completed.computeSeconds)", times, BatchTimes::training);
        row(table, "- evaluation (model.evaluated.computeSeconds)", times, BatchTimes::evaluation);
        row(table, "= overhead of the mesh", times, BatchTimes::overhead);
        for (String hop : times.get(0).hops().keySet()) {
            row(table, hop, times, each -> each.hops().getOrDefault(hop, Double.NaN));
        }
        System.out.println(table);
        System.out.println("The hops are by the events' own times, nothing subtracted. An event's time is when its"
                + " step had its result. With fewer than 100 batches p99 is the slowest one.");
        Results.write(
                "mesh-overhead",
                Map.of("overhead", Quantiles.of(times.stream().mapToDouble(BatchTimes::overhead)), "batches", times));
    }

    private static void row(Table table, String name, List<BatchTimes> times, ToDoubleFunction<BatchTimes> value) {
        Quantiles of = Quantiles.of(times.stream().mapToDouble(value));
        table.row(name, figure(of.p50()), figure(of.p99()), figure(of.max()));
    }

    private static String figure(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }
}

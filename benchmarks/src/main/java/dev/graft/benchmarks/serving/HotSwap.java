package dev.graft.benchmarks.serving;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.benchmarks.Chain;
import dev.graft.benchmarks.MeshOptions;
import dev.graft.benchmarks.Quantiles;
import dev.graft.benchmarks.Results;
import dev.graft.benchmarks.overhead.TinyBatches;
import dev.graft.benchmarks.serving.SteadyLoad.Answered;
import dev.graft.contracts.EventType;
import dev.graft.launcher.client.EventSender;
import dev.graft.launcher.client.EventTail;
import dev.graft.launcher.client.MeshRest;
import dev.graft.launcher.client.TaskDeclaration;
import dev.graft.launcher.mesh.MeshPlan;
import dev.graft.launcher.terminal.Table;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks a model at a fixed rate while it is rolled back and promoted again, and says what the askers saw of it. */
@Command(
        name = "hot-swap",
        description = "Latency of answers before, during and after a rollback and a promotion, under a fixed rate.",
        mixinStandardHelpOptions = true)
public final class HotSwap implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int ROWS = 60;

    /** After the order to move, so long counts as the swap: loading, checking, warming up, switching. */
    private static final long SWAP_NANOS = TimeUnit.SECONDS.toNanos(5);

    @Mixin
    private MeshOptions mesh = new MeshOptions();

    @Option(names = "--rate", defaultValue = "500", description = "Requests a second. Default: ${DEFAULT-VALUE}")
    private int rate;

    @Option(
            names = "--seconds",
            defaultValue = "20",
            description = "Before, between and after the two moves. Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (MeshOptions.RunningMesh running = mesh.open()) {
            MeshPlan plan = running.plan();
            String task = "swap-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
            List<String> texts = twoVersions(plan, task);
            SteadyLoad load = new SteadyLoad(plan.address("predictor").resolve("/predict/" + task), texts);
            load.run(rate, Duration.ofSeconds(seconds));
            report(swapped(plan, task, new SteadyLoad(plan.address("predictor").resolve("/predict/" + task), texts)));
        }
        return 0;
    }

    private static List<String> twoVersions(MeshPlan plan, String task) throws IOException, InterruptedException {
        TinyBatches source = new TinyBatches(1);
        try (EventSender sender = new EventSender(plan.bootstrapServers());
                EventTail tail = EventTail.fromNow(plan.bootstrapServers())) {
            new TaskDeclaration(TinyBatches.declaration(task)).send(sender, tail);
            for (int version = 1; version <= 2; version++) {
                sender.send(EventType.BATCH_LABELLED, task, JSON.writeValueAsBytes(source.next(task, ROWS)));
                Chain.follow(tail, task, PATIENCE, event -> {});
            }
        }
        move(plan, task, "/versions/2/promote");
        TimeUnit.SECONDS.sleep(seconds(SWAP_NANOS));
        return IntStream.range(0, 1_000)
                .mapToObj(i ->
                        source.next(task, 1).path("rows").path(0).path("text").asText())
                .toList();
    }

    private static long seconds(long nanos) {
        return TimeUnit.NANOSECONDS.toSeconds(nanos);
    }

    private static void move(MeshPlan plan, String task, String path) throws IOException, InterruptedException {
        new MeshRest("registry", plan.address("registry"), MeshRest.token(System.getenv()))
                .post(
                        "/models/" + task + path,
                        JSON.createObjectNode()
                                .put("explanation", "a measurement")
                                .put("requestedBy", "benchmarks"));
    }

    /** The answers, and when the two moves were ordered. */
    private record Swapped(List<Answered> answers, long rollback, long promotion) {}

    private Swapped swapped(MeshPlan plan, String task, SteadyLoad load) throws IOException, InterruptedException {
        Duration all = Duration.ofSeconds(3L * seconds);
        CompletableFuture<List<Answered>> answers = CompletableFuture.supplyAsync(() -> load.run(rate, all));
        TimeUnit.SECONDS.sleep(seconds);
        long rollback = System.nanoTime();
        move(plan, task, "/rollback");
        TimeUnit.SECONDS.sleep(seconds);
        long promotion = System.nanoTime();
        move(plan, task, "/versions/2/promote");
        return new Swapped(answers.join(), rollback, promotion);
    }

    private void report(Swapped swapped) throws IOException {
        Map<String, Object> figures = new LinkedHashMap<>();
        Table table = new Table("milliseconds", "requests", "without an answer", "versions", "p50", "p99", "max");
        row(table, figures, swapped, "before", 0, swapped.rollback());
        row(table, figures, swapped, "rollback", swapped.rollback(), swapped.rollback() + SWAP_NANOS);
        row(table, figures, swapped, "between", swapped.rollback() + SWAP_NANOS, swapped.promotion());
        row(table, figures, swapped, "promotion", swapped.promotion(), swapped.promotion() + SWAP_NANOS);
        row(table, figures, swapped, "after", swapped.promotion() + SWAP_NANOS, Long.MAX_VALUE);
        System.out.println(table);
        Results.write("hot-swap", Map.of("rate", rate, "windows", figures));
    }

    private static void row(
            Table table, Map<String, Object> figures, Swapped swapped, String name, long from, long to) {
        List<Answered> window = swapped.answers().stream()
                .filter(answer -> answer.due() >= from && answer.due() < to)
                .toList();
        long lost = window.stream().filter(answer -> answer.version() == 0).count();
        int[] versions =
                window.stream().mapToInt(Answered::version).distinct().sorted().toArray();
        Quantiles millis = Quantiles.of(window.stream().mapToDouble(Answered::millis));
        table.row(
                name,
                Integer.toString(window.size()),
                Long.toString(lost),
                Arrays.toString(versions),
                figure(millis.p50()),
                figure(millis.p99()),
                figure(millis.max()));
        figures.put(name, Map.of("requests", window.size(), "lost", lost, "millis", millis));
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}

package dev.graft.benchmarks.serving;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.benchmarks.Chain;
import dev.graft.benchmarks.ChildJvm;
import dev.graft.benchmarks.LiveModel;
import dev.graft.benchmarks.MeshOptions;
import dev.graft.benchmarks.Results;
import dev.graft.benchmarks.overhead.TinyBatches;
import dev.graft.benchmarks.serving.ClosedLoad.Pace;
import dev.graft.contracts.EventType;
import dev.graft.launcher.client.EventSender;
import dev.graft.launcher.client.EventTail;
import dev.graft.launcher.client.StoreAddress;
import dev.graft.launcher.client.TaskDeclaration;
import dev.graft.launcher.mesh.MeshPlan;
import dev.graft.launcher.mesh.ProjectFolder;
import dev.graft.launcher.process.Ports;
import dev.graft.launcher.terminal.Table;
import dev.graft.learning.export.TextOnnxExport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The same model asked the same texts at the predictor and at a plain onnxruntime server in Python, in turns. */
@Command(
        name = "serving-compare",
        description = "Requests a second and latency of the predictor, and of a plain onnxruntime server in Python.",
        mixinStandardHelpOptions = true)
public final class ServingCompare implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int ROWS = 60;
    private static final int TEXTS = 500;

    @Mixin
    private MeshOptions mesh = new MeshOptions();

    @Option(
            names = "--python",
            required = true,
            paramLabel = "FILE",
            description = "Interpreter with onnxruntime, tokenizers, fastapi and uvicorn")
    private Path python = Path.of("");

    @Option(names = "--callers", split = ",", defaultValue = "1,4,16", description = "Default: ${DEFAULT-VALUE}")
    private List<Integer> callers = List.of();

    @Option(names = "--rounds", defaultValue = "3", description = "Of each server, in turns. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "8", description = "Of each round. Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(names = "--sentences", defaultValue = "1", description = "Of a text. Default: ${DEFAULT-VALUE}")
    private int sentences;

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        try (MeshOptions.RunningMesh running = mesh.open()) {
            MeshPlan plan = running.plan();
            String task = "serving-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
            List<String> texts = trained(plan, task);
            Path folder = Files.createTempDirectory("graft-serving-");
            new LiveModel(StoreAddress.of(plan, System.getenv()), task).downloadTo(folder);
            TextOnnxExport.write(folder);
            int port = Ports.freeBase(1);
            Process reference = reference(folder, port);
            try {
                ClosedLoad ours = new ClosedLoad(plan.address("predictor").resolve("/predict/" + task), texts);
                ClosedLoad theirs = new ClosedLoad(URI.create("http://127.0.0.1:" + port + "/predict"), texts);
                requireSameAnswers(ours, theirs);
                compare(ours, theirs);
            } finally {
                reference.destroy();
                reference.waitFor();
            }
        }
        return 0;
    }

    private List<String> trained(MeshPlan plan, String task) throws IOException, InterruptedException {
        TinyBatches source = new TinyBatches(1);
        try (EventSender sender = new EventSender(plan.bootstrapServers());
                EventTail tail = EventTail.fromNow(plan.bootstrapServers())) {
            new TaskDeclaration(TinyBatches.declaration(task)).send(sender, tail);
            sender.send(EventType.BATCH_LABELLED, task, JSON.writeValueAsBytes(source.next(task, ROWS)));
            Chain.follow(tail, task, PATIENCE, event -> {});
        }
        return IntStream.range(0, TEXTS)
                .mapToObj(i -> IntStream.range(0, sentences)
                        .mapToObj(j -> source.next(task, 1).at("/rows/0/text").asText())
                        .reduce((one, other) -> one + ". " + other)
                        .orElseThrow())
                .toList();
    }

    private Process reference(Path folder, int port) throws IOException, InterruptedException {
        Path script = ProjectFolder.find().resolve("benchmarks/serving/reference.py");
        int processors = Runtime.getRuntime().availableProcessors();
        Process process = ChildJvm.builder(
                        List.of(python.toString(), script.toString(), folder.toString(), Integer.toString(port)),
                        processors)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        ClosedLoad probe = new ClosedLoad(URI.create("http://127.0.0.1:" + port + "/predict"), List.of("hello"));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers(probe)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("the server in Python does not answer");
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        return process;
    }

    private static boolean answers(ClosedLoad server) throws InterruptedException {
        try {
            server.label("hello");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The predictor may swap a moment after the verdict, which the first label waits for. */
    private static void requireSameAnswers(ClosedLoad ours, ClosedLoad theirs)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers(ours) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
        for (String text : ours.texts()) {
            if (!ours.label(text).equals(theirs.label(text))) {
                throw new IllegalStateException("the servers answer '" + text + "' differently");
            }
        }
    }

    private void compare(ClosedLoad ours, ClosedLoad theirs)
            throws IOException, InterruptedException, ExecutionException {
        Table table = new Table(
                "callers", "predictor/s", "p50 ms", "p99 ms", "python/s", "p50 ms", "p99 ms", "ratio of requests/s");
        Map<String, Object> figures = new LinkedHashMap<>();
        Duration length = Duration.ofSeconds(seconds);
        for (int count : callers) {
            List<Pace> graft = new ArrayList<>();
            List<Pace> python = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                graft.add(ours.run(count, length));
                python.add(theirs.run(count, length));
            }
            Pace one = median(graft);
            Pace other = median(python);
            table.row(
                    Integer.toString(count),
                    figure(one.perSecond()),
                    figure(one.millis().p50()),
                    figure(one.millis().p99()),
                    figure(other.perSecond()),
                    figure(other.millis().p50()),
                    figure(other.millis().p99()),
                    figure(one.perSecond() / other.perSecond()));
            figures.put(Integer.toString(count), Map.of("predictor", graft, "python", python));
        }
        System.out.println(table);
        Results.write("serving-compare", figures);
    }

    /** The round of the middle pace. */
    private static Pace median(List<Pace> paces) {
        return paces.stream()
                .sorted((one, other) -> Double.compare(one.perSecond(), other.perSecond()))
                .toList()
                .get(paces.size() / 2);
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}

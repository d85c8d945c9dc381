package dev.graft.benchmarks.banking77;

import dev.graft.benchmarks.LiveModel;
import dev.graft.benchmarks.MeshOptions;
import dev.graft.benchmarks.Results;
import dev.graft.launcher.client.StoreAddress;
import dev.graft.launcher.mesh.MeshPlan;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.text.TextClassifier;
import dev.graft.learning.text.TextInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Loads the live model from its files in the object store, in this JVM, and compares it with the predictor's answers. */
@Command(
        name = "fresh-process",
        description = "Whether the live model's files, loaded by a new process, answer as the predictor does.",
        mixinStandardHelpOptions = true)
public final class FreshProcess implements Callable<Integer> {
    private static final int ROWS = 64;
    private static final double TOLERANCE = 1e-5;

    @Mixin
    private MeshOptions mesh = new MeshOptions();

    @Option(
            names = "--data",
            defaultValue = "../shared/data/banking77",
            description = "Folder with test.csv. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of("");

    @Option(names = "--task", defaultValue = "banking77", description = "Default: ${DEFAULT-VALUE}")
    private String task = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (MeshOptions.RunningMesh running = mesh.open()) {
            return new Check(running.plan(), task, LabelledRow.read(data.resolve("test.csv"))).agrees() ? 0 : 1;
        }
    }

    /** The comparison itself, on the first 64 rows. */
    record Check(MeshPlan plan, String task, List<LabelledRow> rows) {
        boolean agrees() throws IOException, InterruptedException {
            List<String> texts =
                    rows.stream().limit(ROWS).map(LabelledRow::text).toList();
            LiveModel live = new LiveModel(StoreAddress.of(plan, Map.of()), task);
            Path folder = Files.createTempDirectory("graft-live-model");
            live.downloadTo(folder);
            PredictorClient.Probabilities served = new PredictorClient(plan, task).probabilities(texts);
            if (served.version() != live.version()) {
                throw new IOException(
                        "version " + live.version() + " is live, but version " + served.version() + " answers");
            }
            float[][] fresh;
            try (TextClassifier model = TextClassifier.load(folder, DeviceChoice.CPU)) {
                fresh = model.probabilities(texts.stream().map(TextInput::of).toList());
            }
            double largest = largestDifference(served.rows(), fresh);
            System.out.printf(
                    Locale.ROOT,
                    "Version %d of %s from its files in this process against the predictor, %d rows: the probabilities"
                            + " differ by %.1e at most (allowed: %.0e)%n",
                    live.version(),
                    task,
                    texts.size(),
                    largest,
                    TOLERANCE);
            Results.write("fresh-process", Map.of("rows", texts.size(), "largestDifference", largest));
            return largest <= TOLERANCE;
        }

        private static double largestDifference(List<double[]> served, float[][] fresh) {
            double largest = 0;
            for (int row = 0; row < fresh.length; row++) {
                for (int label = 0; label < fresh[row].length; label++) {
                    largest = Math.max(largest, Math.abs(served.get(row)[label] - fresh[row][label]));
                }
            }
            return largest;
        }
    }
}

package dev.graft.learning.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.backbone.Backbones;
import dev.graft.learning.backbone.BertEncoder;
import dev.graft.learning.backbone.TokenBatch;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.GradMode;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.model.ClassifierConfig;
import dev.graft.learning.model.Head;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Measures where the time of one full fine-tuning step of MiniLM goes: a program, not a test. Arguments: batch size,
 * tokens a row, steps. Prints the median of each part in milliseconds.
 */
public final class StepProfile {

    private final Map<String, List<Double>> parts = new LinkedHashMap<>();
    private long last;

    private StepProfile() {}

    public static void main(String[] args) throws Exception {
        int rows = Integer.parseInt(args[0]);
        int tokens = Integer.parseInt(args[1]);
        int steps = Integer.parseInt(args[2]);
        StepProfile profile = new StepProfile();
        BackboneFiles files = Backbones.named("all-minilm-l6-v2");
        TorchRuntime.pinThreads();
        SortedMap<String, HostTensor> weights = new TreeMap<>(files.weights());
        weights.put(
                ClassifierConfig.HEAD_WEIGHT, HostTensor.of(new ai.djl.ndarray.types.Shape(2, 384), new float[768]));
        weights.put(ClassifierConfig.HEAD_BIAS, HostTensor.of(new ai.djl.ndarray.types.Shape(2), new float[2]));
        try (GradMode on = GradMode.on();
                NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU);
                Parameters parameters = new Parameters(manager, weights)) {
            BertEncoder encoder = new BertEncoder(files.config(), parameters);
            Phase.Group all = new Phase.Group(0, List.copyOf(parameters.names()), 1e-5, 0);
            Phase phase = new Phase(PhaseName.FINE_TUNE, 0, List.of(all), 1, 1, rows, 1e-5, 1e-5);
            try (AdamW optimiser = new AdamW(manager, parameters, phase, TinyRun.HYPER, 1)) {
                Random random = new Random(1);
                for (int step = 0; step < steps; step++) {
                    profile.step(manager, encoder, new Head(parameters), optimiser, random, rows, tokens);
                }
            }
        }
        profile.print(rows, tokens);
    }

    private void step(
            NDManager manager, BertEncoder encoder, Head head, AdamW optimiser, Random random, int rows, int tokens) {
        int[][] ids = new int[rows][tokens];
        for (int[] row : ids) {
            for (int i = 0; i < tokens; i++) {
                row[i] = 1000 + random.nextInt(20_000);
            }
        }
        last = System.nanoTime();
        optimiser.prepare();
        mark("fresh gradients");
        try (NDManager scope = manager.newSubManager()) {
            TokenBatch batch = TokenBatch.of(scope, ids, new int[rows][tokens], 0);
            mark("batch");
            NDArray embedded = encoder.enter(batch, 0.1f);
            mark("embeddings forward");
            NDArray hidden = encoder.run(batch, embedded, 1, encoder.stages(), 0.1f);
            mark("layers forward");
            NDArray loss =
                    head.logits(encoder.pool(batch, hidden), 0.1f).logSoftmax(1).sum();
            loss.getFloat();
            mark("head and loss");
            Autograd.backward(loss);
            mark("backward");
        }
        mark("free");
        try (NDManager scope = manager.newSubManager()) {
            optimiser.step(scope, 1);
        }
        mark("optimiser");
    }

    private void mark(String part) {
        long now = System.nanoTime();
        parts.computeIfAbsent(part, key -> new ArrayList<>()).add((now - last) / 1e6);
        last = System.nanoTime();
    }

    private void print(int rows, int tokens) {
        double total = 0;
        System.out.printf("%d x %d, %d threads%n", rows, tokens, TorchRuntime.threads());
        for (Map.Entry<String, List<Double>> part : parts.entrySet()) {
            double median = part.getValue().stream()
                    .sorted()
                    .skip(part.getValue().size() / 2)
                    .findFirst()
                    .orElseThrow();
            total += median;
            System.out.printf("%-20s %8.1f ms%n", part.getKey(), median);
        }
        System.out.printf("%-20s %8.1f ms, %.1f rows/s%n", "step", total, rows * 1000 / total);
    }
}

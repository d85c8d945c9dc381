package dev.graft.learning.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
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
import dev.graft.learning.text.UsedWords;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Measures where the time of a full fine-tuning step of MiniLM goes: a program, not a test. Three ways take turns, so
 * that other load falls on all of them: {@code plain} (the whole word table, gradients set to zero and added to, weights
 * updated whole), {@code parts} (as training does it, but with the whole table) and {@code used} (as training does it).
 * Between them, the matrix products of the layers' linear parts alone are timed: three times that is the least a step
 * could take, and its share of the step is what is reached of the machine's peak.
 *
 * <p>Arguments: batch size, tokens a row, distinct words, steps. Prints the median of each part in milliseconds.
 */
public final class StepProfile implements AutoCloseable {

    private final String name;
    private final boolean plain;
    private final int words;
    private final NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU);
    private final Parameters parameters;
    private final BertEncoder encoder;
    private final AdamW optimiser;
    private final Map<String, NDArray[]> moments = new TreeMap<>();
    private final Map<String, List<Double>> parts = new LinkedHashMap<>();
    private final Random random = new Random(1);
    private final List<Double> products = new ArrayList<>();
    private long last;

    private StepProfile(String name, BackboneFiles files, int words) {
        this.name = name;
        this.plain = name.equals("plain");
        this.words = words;
        SortedMap<String, HostTensor> weights = new TreeMap<>(files.weights());
        HostTensor table = files.weights().get(UsedWords.TABLE);
        if (name.equals("used")) {
            Shape cut = new Shape(words, 384);
            weights.put(UsedWords.TABLE, new HostTensor(cut, table.values().slice(0, words * 384)));
        }
        weights.put(ClassifierConfig.HEAD_WEIGHT, HostTensor.of(new Shape(2, 384), new float[768]));
        weights.put(ClassifierConfig.HEAD_BIAS, HostTensor.of(new Shape(2), new float[2]));
        this.parameters = new Parameters(manager, weights);
        this.encoder = new BertEncoder(files.config(), parameters);
        Phase.Group all = new Phase.Group(0, List.copyOf(parameters.names()), 1e-5, 0);
        Phase phase = new Phase(PhaseName.FINE_TUNE, 0, List.of(all), 1, 1, 1, 1e-5, 1e-5);
        this.optimiser = new AdamW(manager, parameters, phase, TinyRun.HYPER, 1);
        if (plain) {
            for (String weight : parameters.names()) {
                NDArray array = parameters.get(weight);
                array.setRequiresGradient(true);
                moments.put(weight, new NDArray[] {manager.zeros(array.getShape()), manager.zeros(array.getShape())});
            }
        }
    }

    public static void main(String[] args) throws IOException {
        int[] numbers = Arrays.stream(args).mapToInt(Integer::parseInt).toArray();
        BackboneFiles files = Backbones.named("all-minilm-l6-v2");
        TorchRuntime.pinThreads();
        try (GradMode on = GradMode.on();
                StepProfile plain = new StepProfile("plain", files, numbers[2]);
                StepProfile parts = new StepProfile("parts", files, numbers[2]);
                StepProfile used = new StepProfile("used", files, numbers[2])) {
            for (int step = 0; step < numbers[3]; step++) {
                for (StepProfile way : List.of(plain, parts, used)) {
                    way.step(numbers[0], numbers[1]);
                    way.products(numbers[0] * numbers[1]);
                }
            }
            System.out.printf(
                    "%d x %d, %d words, %d threads%n", numbers[0], numbers[1], numbers[2], TorchRuntime.threads());
            for (StepProfile way : List.of(plain, parts, used)) {
                way.print(numbers[0]);
            }
        }
    }

    private void step(int rows, int tokens) {
        int[][] ids = IntStream.range(0, rows)
                .mapToObj(row -> random.ints(tokens, 0, words).toArray())
                .toArray(int[][]::new);
        last = System.nanoTime();
        if (!plain) {
            optimiser.prepare();
        }
        mark("prepare");
        try (NDManager scope = manager.newSubManager()) {
            TokenBatch batch = TokenBatch.of(scope, ids, new int[rows][tokens], 0);
            NDArray embedded = encoder.enter(batch, 0.1f);
            mark("embeddings");
            NDArray hidden = encoder.run(batch, embedded, 1, encoder.stages(), 0.1f);
            mark("layers");
            NDArray loss = new Head(parameters)
                    .logits(encoder.pool(batch, hidden), 0.1f)
                    .logSoftmax(1)
                    .sum();
            loss.getFloat();
            mark("head, loss");
            Autograd.backward(loss);
            mark("backward");
        }
        try (NDManager scope = manager.newSubManager()) {
            if (plain) {
                plainStep(scope);
            } else {
                optimiser.step(scope, 1);
            }
        }
        mark("optimiser");
    }

    /** The products of a forward pass: in each layer four of (T, E) · (E, E), and two with the wide part of 4 E. */
    private void products(int tokens) {
        try (NDManager scope = manager.newSubManager();
                GradMode off = GradMode.off()) {
            NDArray narrow = scope.randomNormal(new Shape(tokens, 384));
            NDArray wide = scope.randomNormal(new Shape(tokens, 1536));
            NDArray square = scope.randomNormal(new Shape(384, 384));
            NDArray up = scope.randomNormal(new Shape(384, 1536));
            NDArray down = scope.randomNormal(new Shape(1536, 384));
            long begin = System.nanoTime();
            for (int layer = 0; layer < 6; layer++) {
                for (int i = 0; i < 4; i++) {
                    narrow.matMul(square).close();
                }
                narrow.matMul(up).close();
                wide.matMul(down).close();
            }
            products.add((System.nanoTime() - begin) / 1e6);
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    private void plainStep(NDManager scope) {
        AdamW.Rates rates = new AdamW.Rates(1e-5, 1e-5);
        NDList norms = new NDList();
        Map<String, NDArray> gradients = new TreeMap<>();
        for (String weight : parameters.names()) {
            NDArray gradient = parameters.get(weight).getGradient();
            gradient.attach(scope);
            gradients.put(weight, gradient);
            norms.add(gradient.norm());
        }
        double norm = NDArrays.stack(norms).norm().getFloat();
        gradients.forEach((weight, gradient) -> {
            NDArray array = parameters.get(weight);
            NDArray[] own = moments.get(weight);
            Autograd.adamW(array, gradient, own[0], own[1], rates, 0.01, Math.min(1, 1 / norm));
            JniUtils.zeroGrad((PtNDArray) array);
        });
    }

    private void mark(String part) {
        parts.computeIfAbsent(part, key -> new ArrayList<>()).add((System.nanoTime() - last) / 1e6);
        last = System.nanoTime();
    }

    private void print(int rows) {
        double total = 0;
        StringBuilder line = new StringBuilder(String.format("%-6s", name));
        for (Map.Entry<String, List<Double>> part : parts.entrySet()) {
            total += median(part.getValue());
            line.append(String.format(" | %s %.1f", part.getKey(), median(part.getValue())));
        }
        double least = 3 * median(products);
        System.out.printf(
                "%s | step %.1f ms, %.1f rows/s, %.0f %% of peak%n",
                line, total, rows * 1000 / total, 100 * least / total);
    }

    @Override
    public void close() {
        optimiser.close();
        parameters.close();
        manager.close();
    }
}

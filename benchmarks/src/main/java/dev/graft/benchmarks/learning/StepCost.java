package dev.graft.benchmarks.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.graft.benchmarks.Folders;
import dev.graft.benchmarks.OwnProcess;
import dev.graft.benchmarks.Results;
import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.backbone.Backbones;
import dev.graft.learning.backbone.BertConfig;
import dev.graft.learning.backbone.BertEncoder;
import dev.graft.learning.backbone.TokenBatch;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.GradMode;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.tensor.Parameters;
import dev.graft.learning.text.TextInput;
import dev.graft.learning.text.TextRows;
import dev.graft.learning.text.TextTokenizer;
import dev.graft.learning.train.CheckpointStore;
import dev.graft.learning.train.LabelledText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Where the time of a full fine-tuning step goes, and which share of the machine's matrix-multiply peak it reaches. All
 * times are processor seconds of the process, medians of turns, so that other programs disturb little.
 */
@Command(
        name = "step-cost",
        description = "A step's parts against the peak of matrix multiplication.",
        mixinStandardHelpOptions = true)
final class StepCost implements Callable<Integer> {

    private static final int PEAK_SIZE = 2048;

    @Option(names = "--rows", defaultValue = "16", description = "Rows of a step. Default: ${DEFAULT-VALUE}")
    private int rows;

    @Option(names = "--length", defaultValue = "64", description = "Tokens of a row. Default: ${DEFAULT-VALUE}")
    private int tokens;

    @Option(names = "--turns", defaultValue = "7", description = "Default: ${DEFAULT-VALUE}")
    private int turns;

    private final Map<String, Double> figures = new LinkedHashMap<>();

    /** Something whose processor time is asked for. */
    @FunctionalInterface
    private interface Work {
        void run();
    }

    @Override
    public Integer call() throws IOException {
        BackboneFiles files = Backbones.named("all-minilm-l6-v2");
        TorchRuntime.pinThreads();
        double step = wholeStep(files);
        double[] parts = new double[3];
        try (NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU)) {
            measureParts(files, manager, parts);
        }
        double flop = forwardFlop(files.config()) * 3;
        double peak = 2.0 * PEAK_SIZE * PEAK_SIZE * PEAK_SIZE / parts[0] / 1e9;
        figure("peak, GFLOP per CPU second", peak);
        figure("GFLOP of a step (forward and backward)", flop / 1e9);
        figure("forward, CPU ms", parts[1] * 1e3);
        figure("backward, CPU ms", parts[2] * 1e3);
        figure("optimiser and all else, CPU ms", (step - parts[1] - parts[2]) * 1e3);
        figure("whole step, CPU ms", step * 1e3);
        figure("share of peak, forward and backward, %", 100 * flop / 1e9 / (parts[1] + parts[2]) / peak);
        figure("share of peak, whole step, %", 100 * flop / 1e9 / step / peak);
        Results.write("learning-step-cost", figures);
        return 0;
    }

    /** A real run's step: the median of its passes behind the first. */
    private double wholeStep(BackboneFiles files) throws IOException {
        TextSet texts = Synthetic.of(files, 4 * rows, rows, tokens);
        Path model = Files.createTempDirectory("graft-step-");
        try {
            RunClock clock = new RunClock();
            double[] passes = new double[turns + 1];
            int[] next = {0};
            var recipe = Recipe.FULL.strategy(
                    new RecipeOptions(turns + 1, rows, 1e-5, tokens),
                    texts,
                    files.config().layers());
            new Trial(texts, files, recipe, 1)
                    .run(
                            model,
                            CheckpointStore.NONE,
                            clock.andThen(
                                    () -> passes[next[0]++] = clock.lastPass().cpuSeconds() / 4));
            return median(Arrays.copyOfRange(passes, 1, passes.length));
        } finally {
            Folders.delete(model);
        }
    }

    private void measureParts(BackboneFiles files, NDManager manager, double... parts) throws IOException {
        Parameters weights = new Parameters(manager, files.weights());
        BertEncoder encoder = new BertEncoder(files.config(), weights);
        TextRows batchRows = rows(files);
        int[] all = IntStream.range(0, rows).toArray();
        NDArray square = manager.randomNormal(0, 1, new Shape(PEAK_SIZE, PEAK_SIZE), DataType.FLOAT32);
        double[][] times = new double[3][turns];
        for (int turn = 0; turn < turns; turn++) {
            times[0][turn] = time(() -> square.matMul(square).close());
            try (GradMode on = GradMode.on();
                    NDManager step = manager.newSubManager()) {
                weights.names().forEach(name -> weights.renew(name, true));
                TokenBatch batch = batchRows.batch(step, all);
                NDArray[] loss = new NDArray[1];
                times[1][turn] = time(() -> loss[0] = loss(encoder, batch));
                PtNDArray one = (PtNDArray) step.create(1f);
                times[2][turn] = time(() -> JniUtils.backward((PtNDArray) loss[0], one, false, false));
            }
        }
        for (int part = 0; part < parts.length; part++) {
            parts[part] = median(times[part]);
        }
    }

    private static NDArray loss(BertEncoder encoder, TokenBatch batch) {
        NDArray hidden = encoder.run(batch, encoder.enter(batch, 0.1f), 1, encoder.stages(), 0.1f);
        return encoder.pool(batch, hidden).sum();
    }

    private TextRows rows(BackboneFiles files) throws IOException {
        List<TextInput> inputs = Synthetic.of(files, rows, 1, tokens).train().stream()
                .map(LabelledText::input)
                .toList();
        try (TextTokenizer tokenizer = new TextTokenizer(files.tokenizer(), tokens)) {
            return new TextRows(tokenizer.encode(inputs), files.config().padTokenId());
        }
    }

    /** Multiplications and additions of the layers' matrices and the attention; the rest is below a hundredth. */
    private double forwardFlop(BertConfig config) {
        double places = (double) rows * tokens;
        double width = config.hiddenSize();
        double matrices = 4 * width * width + 2 * width * config.intermediateSize();
        return config.layers() * places * 2 * (matrices + 2 * tokens * width);
    }

    private static double time(Work work) {
        double begin = OwnProcess.cpuSeconds();
        work.run();
        return OwnProcess.cpuSeconds() - begin;
    }

    private static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private void figure(String name, double value) {
        System.out.printf(Locale.ROOT, "%-42s %8.1f%n", name, value);
        figures.put(name, value);
    }
}

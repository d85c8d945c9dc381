package dev.graft.benchmarks.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.loss.Truth;
import dev.graft.learning.model.ClassifierConfig;
import dev.graft.learning.strategy.HyperParameters;
import dev.graft.learning.strategy.StrategyAdvisor;
import dev.graft.learning.strategy.ValidationMetric;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.train.CheckpointStore;
import dev.graft.learning.train.EpochReport;
import dev.graft.learning.train.FeatureTable;
import dev.graft.learning.train.FineTuning;
import dev.graft.learning.train.LearningTask;
import dev.graft.learning.train.RowSplit;
import dev.graft.learning.train.RunSettings;
import dev.graft.learning.train.StopSignal;
import dev.graft.learning.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The validation curves of many runs on the same rows: learning rates, numbers of training rows, shares of wrong labels and
 * seeds differ, so that some runs win and others cannot.
 *
 * @param name of the rows
 * @param curves macro F1 after each epoch until the run ends by itself
 */
record RecordedCurves(String name, List<List<Double>> curves) {
    static final int EPOCHS = 20;
    static final int PATIENCE = 5;

    private static final double[] RATES = {1e-4, 5e-4, 2e-3, 1e-2};
    private static final double[] SHARES = {0.1, 0.4, 1};
    private static final double[] WRONG = {0, 0.3};

    static RecordedCurves of(EmbeddedRows rows, String name, int seeds, Path folder) throws IOException {
        List<List<Double>> curves = new ArrayList<>();
        int validation = rows.truth().length / 4;
        for (int seed = 1; seed <= seeds; seed++) {
            EmbeddedRows shuffled = rows.shuffled(seed);
            for (double rate : RATES) {
                for (double share : SHARES) {
                    for (double wrong : WRONG) {
                        int train = Math.max(shuffled.labels(), (int) ((rows.truth().length - validation) * share));
                        Path own = folder.resolve(name + "-" + curves.size());
                        curves.add(curve(shuffled, train, validation, rate, wrong, seed, own));
                    }
                }
            }
        }
        return new RecordedCurves(name, curves);
    }

    private static List<Double> curve(
            EmbeddedRows rows, int train, int validation, double rate, double wrong, long seed, Path folder)
            throws IOException {
        int first = rows.truth().length - validation;
        int[] used = IntStream.concat(IntStream.range(0, train), IntStream.range(first, rows.truth().length))
                .toArray();
        float[][] features =
                IntStream.of(used).mapToObj(row -> rows.features()[row]).toArray(float[][]::new);
        int[] truth = IntStream.of(used).map(row -> rows.truth()[row]).toArray();
        SplittableRandom random = new SplittableRandom(seed);
        for (int row = 0; row < train; row++) {
            truth[row] = random.nextDouble() < wrong ? random.nextInt(rows.labels()) : truth[row];
        }
        return learn(
                FeatureTable.of(features),
                truth,
                new RowSplit(train, validation, 0),
                rows.labels(),
                rate,
                seed,
                folder);
    }

    private static List<Double> learn(
            FeatureTable table, int[] truth, RowSplit split, int labels, double rate, long seed, Path folder)
            throws IOException {
        TreeMap<String, HostTensor> head = new TreeMap<>(Map.of(
                ClassifierConfig.HEAD_WEIGHT,
                HostTensor.of(new Shape(labels, table.width()), start(labels * table.width(), seed)),
                ClassifierConfig.HEAD_BIAS,
                HostTensor.of(new Shape(labels), new float[labels])));
        LearningTask<NDArray> task = new LearningTask<>(
                head,
                weights -> table.backbone(),
                table,
                new Truth.Classes(truth, labels),
                split,
                IntStream.range(0, labels).mapToObj(String::valueOf).toList(),
                "curves",
                (weights, metrics, note) -> {});
        HyperParameters hyper = new HyperParameters(
                EPOCHS, 32, rate, rate, 0.01, 0, 128, PATIENCE, 1e-3, ValidationMetric.MACRO_F1, 0, 0, 1);
        RunSettings settings = new RunSettings(
                StrategyAdvisor.linearProbe().with(hyper), seed, DeviceChoice.CPU, folder, Clock.systemUTC(), 0);
        return new FineTuning(task, settings, CheckpointStore.NONE, TrainingListener.SILENT, StopSignal.NEVER)
                .run().history().stream().map(EpochReport::validationMacroF1).toList();
    }

    private static float[] start(int size, long seed) {
        Random random = new Random(seed);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) (0.02 * random.nextGaussian());
        }
        return values;
    }
}

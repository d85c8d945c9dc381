package dev.graft.benchmarks.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.loss.Truth;
import dev.graft.learning.metrics.ClassificationReport;
import dev.graft.learning.model.ClassifierConfig;
import dev.graft.learning.strategy.HyperParameters;
import dev.graft.learning.strategy.StrategyAdvisor;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.train.CheckpointStore;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Rows of two labels as a head sees them: first those to learn from, then those to choose the epoch by, then the test.
 *
 * @param features {@code (rows, width)}
 * @param truth 1 for a row of the rare label, else 0
 * @param train rows to learn from
 * @param validation rows behind these
 */
record HeadRows(float[][] features, int[] truth, int train, int validation) {

    /** The place of the rare label. */
    static final int RARE = 1;

    private static final List<String> LABELS = List.of("frequent", "rare");

    /** How a head that was learnt with these numbers answers the test rows; {@code folder} may hold what it likes. */
    ClassificationReport learn(HyperParameters hyper, long seed, Path folder) throws IOException {
        FeatureTable table = FeatureTable.of(Arrays.copyOf(features, train + validation));
        SortedMap<String, HostTensor> head = new TreeMap<>(Map.of(
                ClassifierConfig.HEAD_WEIGHT,
                HostTensor.of(new Shape(2, table.width()), new float[2 * table.width()]),
                ClassifierConfig.HEAD_BIAS,
                HostTensor.of(new Shape(2), new float[2])));
        LearningTask<NDArray> task = new LearningTask<>(
                new TreeMap<>(head),
                weights -> table.backbone(),
                table,
                new Truth.Classes(Arrays.copyOf(truth, train + validation), 2),
                new RowSplit(train, validation, 0),
                LABELS,
                "uneven",
                (weights, metrics, note) -> head.putAll(weights));
        RunSettings settings = new RunSettings(
                StrategyAdvisor.linearProbe().with(hyper), seed, DeviceChoice.CPU, folder, Clock.systemUTC(), 0);
        new FineTuning(task, settings, CheckpointStore.NONE, TrainingListener.SILENT, StopSignal.NEVER).run();
        float[] weights = values(head, ClassifierConfig.HEAD_WEIGHT);
        float[] bias = values(head, ClassifierConfig.HEAD_BIAS);
        int first = train + validation;
        int[] predicted = IntStream.range(first, truth.length)
                .map(row -> logit(1, weights, bias, features[row]) > logit(0, weights, bias, features[row]) ? 1 : 0)
                .toArray();
        return ClassificationReport.ofPredictions(Arrays.copyOfRange(truth, first, truth.length), predicted, LABELS);
    }

    private static float[] values(SortedMap<String, HostTensor> weights, String name) {
        HostTensor tensor = Objects.requireNonNull(weights.get(name));
        float[] values = new float[Math.toIntExact(tensor.shape().size())];
        tensor.values().get(values);
        return values;
    }

    private static double logit(int label, float[] weights, float[] bias, float... row) {
        double sum = bias[label];
        for (int i = 0; i < row.length; i++) {
            sum += weights[label * row.length + i] * row[i];
        }
        return sum;
    }
}

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Reviews of which good ones are made rare: rows to learn from, to validate on and to test on, each with the same share.
 *
 * @param features of the rows, in this order
 * @param truth 1 for a good one
 */
record UnevenReviews(float[][] features, int[] truth) {

    private static final int TRAIN = 1_200;
    private static final int VALIDATION = 400;
    private static final int TEST = 1_200;
    private static final List<String> LABELS = List.of("bad", "good");

    /** Draws rows from shuffled ones, so that for one good row there are {@code ratio} bad ones. */
    static UnevenReviews of(EmbeddedRows shuffled, int ratio) {
        int[] good = ofLabel(shuffled, 1);
        int[] bad = ofLabel(shuffled, 0);
        List<Integer> rows = new ArrayList<>();
        int usedGood = 0;
        int usedBad = 0;
        for (int part : new int[] {TRAIN, VALIDATION, TEST}) {
            int rare = Math.round(part / (ratio + 1f));
            Arrays.stream(good, usedGood, usedGood + rare).forEach(rows::add);
            Arrays.stream(bad, usedBad, usedBad + part - rare).forEach(rows::add);
            usedGood += rare;
            usedBad += part - rare;
        }
        return new UnevenReviews(
                rows.stream().map(row -> shuffled.features()[row]).toArray(float[][]::new),
                rows.stream().mapToInt(row -> shuffled.truth()[row]).toArray());
    }

    /** How a head that was learnt with these numbers answers the test rows; {@code folder} may hold what it likes. */
    ClassificationReport learn(HyperParameters hyper, long seed, Path folder) throws IOException {
        FeatureTable table = FeatureTable.of(Arrays.copyOf(features, TRAIN + VALIDATION));
        SortedMap<String, HostTensor> head = new TreeMap<>(Map.of(
                ClassifierConfig.HEAD_WEIGHT,
                HostTensor.of(new Shape(2, table.width()), new float[2 * table.width()]),
                ClassifierConfig.HEAD_BIAS,
                HostTensor.of(new Shape(2), new float[2])));
        LearningTask<NDArray> task = new LearningTask<>(
                new TreeMap<>(head),
                weights -> table.backbone(),
                table,
                new Truth.Classes(Arrays.copyOf(truth, TRAIN + VALIDATION), 2),
                new RowSplit(TRAIN, VALIDATION, 0),
                LABELS,
                "reviews",
                (weights, metrics, note) -> head.putAll(weights));
        RunSettings settings = new RunSettings(
                StrategyAdvisor.linearProbe().with(hyper), seed, DeviceChoice.CPU, folder, Clock.systemUTC(), 0);
        new FineTuning(task, settings, CheckpointStore.NONE, TrainingListener.SILENT, StopSignal.NEVER).run();
        float[] weights = values(head, ClassifierConfig.HEAD_WEIGHT);
        float[] bias = values(head, ClassifierConfig.HEAD_BIAS);
        int first = TRAIN + VALIDATION;
        int[] predicted = IntStream.range(first, truth.length)
                .map(row -> logit(1, weights, bias, features[row]) > logit(0, weights, bias, features[row]) ? 1 : 0)
                .toArray();
        return ClassificationReport.ofPredictions(Arrays.copyOfRange(truth, first, truth.length), predicted, LABELS);
    }

    private static int[] ofLabel(EmbeddedRows rows, int label) {
        return IntStream.range(0, rows.truth().length)
                .filter(row -> rows.truth()[row] == label)
                .toArray();
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

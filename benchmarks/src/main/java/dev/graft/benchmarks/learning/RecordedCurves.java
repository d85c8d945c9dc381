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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The validation curves of many runs that are judged by the same validation rows: learning rates, numbers of training rows,
 * shares of wrong labels and seeds differ, so that some runs win and others cannot.
 *
 * @param name of the rows
 * @param bySeed the curves of each seed, which are the runs of one task
 */
record RecordedCurves(String name, List<List<Curve>> bySeed) {
    static final int EPOCHS = 20;
    static final int PATIENCE = 5;

    private static final double[] RATES = {1e-4, 5e-4, 2e-3, 1e-2};
    private static final double[] SHARES = {0.1, 0.4, 1};
    private static final double[] WRONG = {0, 0.3};

    /**
     * A run until it ends by itself.
     *
     * @param scores macro F1 on the validation rows after each epoch
     * @param seconds that each epoch took, training and validation
     */
    record Curve(List<Double> scores, List<Double> seconds) {
        double best() {
            return Collections.max(scores);
        }

        double seconds(int from) {
            return seconds.subList(from, seconds.size()).stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
        }
    }

    static RecordedCurves of(EmbeddedRows rows, String name, int seeds, Path folder) throws IOException {
        List<List<Curve>> bySeed = new ArrayList<>();
        for (int seed = 1; seed <= seeds; seed++) {
            bySeed.add(curves(rows, seed, folder.resolve(name + "-" + seed)));
        }
        return new RecordedCurves(name, bySeed);
    }

    /** Training rows are drawn by the seed, the last quarter of the rows is every run's validation. */
    private static List<Curve> curves(EmbeddedRows rows, long seed, Path folder) throws IOException {
        int validation = rows.truth().length / 4;
        int first = rows.truth().length - validation;
        List<Integer> order = IntStream.range(0, first).boxed().collect(Collectors.toList());
        Collections.shuffle(order, new Random(seed));
        List<Curve> curves = new ArrayList<>();
        for (double rate : RATES) {
            for (double share : SHARES) {
                int[] train = order.stream()
                        .limit(Math.max(rows.labels(), (int) (first * share)))
                        .mapToInt(Integer::intValue)
                        .toArray();
                for (double wrong : WRONG) {
                    curves.add(curve(rows, train, validation, rate, wrong, seed, folder.resolve("" + curves.size())));
                }
            }
        }
        return curves;
    }

    private static Curve curve(
            EmbeddedRows rows, int[] train, int validation, double rate, double wrong, long seed, Path folder)
            throws IOException {
        int first = rows.truth().length - validation;
        int[] used = IntStream.concat(IntStream.of(train), IntStream.range(first, rows.truth().length))
                .toArray();
        float[][] features =
                IntStream.of(used).mapToObj(row -> rows.features()[row]).toArray(float[][]::new);
        int[] truth = IntStream.of(used).map(row -> rows.truth()[row]).toArray();
        SplittableRandom random = new SplittableRandom(seed);
        for (int row = 0; row < train.length; row++) {
            truth[row] = random.nextDouble() < wrong ? random.nextInt(rows.labels()) : truth[row];
        }
        return learn(
                FeatureTable.of(features),
                truth,
                new RowSplit(train.length, validation, 0),
                rows.labels(),
                rate,
                seed,
                folder);
    }

    private static Curve learn(
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
        Recorder recorder = new Recorder();
        new FineTuning(task, settings, CheckpointStore.NONE, recorder, StopSignal.NEVER).run();
        return new Curve(recorder.scores, recorder.seconds);
    }

    /** Writes down each epoch's score, and how long it took by the clock. */
    private static final class Recorder implements TrainingListener {
        private final List<Double> scores = new ArrayList<>();
        private final List<Double> seconds = new ArrayList<>();
        private long since;

        @Override
        public void onStart(int resumedAfterEpoch, int plannedEpochs) {
            since = System.nanoTime();
        }

        @Override
        public void onEpoch(EpochReport report) {
            long now = System.nanoTime();
            scores.add(report.validationMacroF1());
            seconds.add((now - since) / 1e9);
            since = now;
        }
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

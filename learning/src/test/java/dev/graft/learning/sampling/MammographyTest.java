package dev.graft.learning.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.graft.learning.check.LogisticProbe;
import dev.graft.learning.check.StratifiedRows;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.loss.Truth;
import dev.graft.learning.metrics.ClassificationReport;
import dev.graft.learning.metrics.RankingScores;
import dev.graft.learning.model.ClassifierConfig;
import dev.graft.learning.strategy.HyperParameters;
import dev.graft.learning.strategy.Sampling;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One row in 43 is positive (Woods et al. 1993); {@code benchmarks/run learning imbalance} measures more. */
class MammographyTest {

    private static final List<String> LABELS = List.of("negative", "positive");
    private static final int FOLDS = 10;
    private static final Path FILE = data().resolve("imbalance/mammography.csv");

    @TempDir
    Path folder;

    private float[][] rows = new float[0][];
    private int[] truth = new int[0];
    private int[] fold = new int[0];

    @BeforeEach
    void read() throws IOException {
        assumeTrue(Files.exists(FILE), () -> "skipped: there is no shared/data/imbalance/mammography.csv");
        List<String[]> lines = Files.readAllLines(FILE).stream()
                .map(line -> line.split(",", -1))
                .toList();
        rows = lines.stream().map(MammographyTest::numbers).toArray(float[][]::new);
        truth = lines.stream()
                .mapToInt(line -> line[line.length - 1].contains("-1") ? 0 : 1)
                .toArray();
        fold = StratifiedRows.folds(truth, FOLDS, new Random(1));
    }

    @Test
    void smote_within_train_folds_lets_a_logistic_regression_find_rare_rows() {
        float[][] plain = answers(false);
        float[][] smote = answers(true);

        assertThat(report(plain).balancedAccuracy()).isLessThan(0.75);
        assertThat(report(smote).balancedAccuracy()).as("balanced accuracy").isGreaterThanOrEqualTo(0.86);
        assertThat(report(smote).perClass().get(1).recall()).isGreaterThan(0.82);
        assertThat(auc(smote)).as("mean AUC").isGreaterThanOrEqualTo(0.91);
    }

    @Test
    void a_head_on_features_finds_rare_rows_however_the_strategy_makes_up_for_them() throws Exception {
        double plain = recall(Sampling.AS_IS);

        assertThat(plain).isLessThan(0.65);
        assertThat(recall(Sampling.SMOTE)).isGreaterThan(0.78);
        assertThat(recall(Sampling.OVER)).isGreaterThan(0.78);
        assertThat(recall(Sampling.UNDER)).isGreaterThan(0.78);
    }

    private float[][] answers(boolean smote) {
        float[][] answers = new float[rows.length][];
        for (int held = 0; held < FOLDS; held++) {
            int[] train = rows(held, false);
            float[][] features = Arrays.stream(train).mapToObj(row -> rows[row]).toArray(float[][]::new);
            int[] known = Arrays.stream(train).map(row -> truth[row]).toArray();
            EqualClasses classes = EqualClasses.of(known, 2);
            List<Smote.Made> made =
                    smote ? new Smote(Smote.NEIGHBOURS).balance(features, classes, new Random(held)) : List.of();
            LogisticProbe probe = LogisticProbe.fit(
                    Stream.concat(Arrays.stream(features), made.stream().map(row -> row.of(features)))
                            .toArray(float[][]::new),
                    IntStream.concat(Arrays.stream(known), made.stream().mapToInt(row -> known[row.row()]))
                            .toArray(),
                    2,
                    1);
            for (int row : rows(held, true)) {
                answers[row] = probe.probabilities(rows[row]);
            }
        }
        return answers;
    }

    private ClassificationReport report(float[][] answers) {
        return ClassificationReport.of(truth, answers, LABELS);
    }

    private double auc(float[][] answers) {
        return IntStream.range(0, FOLDS)
                .mapToObj(held -> rows(held, true))
                .mapToDouble(held -> RankingScores.of(
                                Arrays.stream(held).map(row -> truth[row]).toArray(),
                                Arrays.stream(held)
                                        .mapToObj(row -> answers[row])
                                        .toArray(float[][]::new),
                                LABELS)
                        .perLabel()
                        .get(1)
                        .rocAuc()
                        .orElseThrow())
                .average()
                .orElseThrow();
    }

    /** Of the positive rows of the first fold, through the training loop. */
    private double recall(Sampling sampling) throws IOException {
        int[] train = rows(0, false);
        int[] held = rows(0, true);
        int[] order =
                IntStream.concat(Arrays.stream(train), Arrays.stream(held)).toArray();
        FeatureTable table =
                FeatureTable.of(Arrays.stream(order).mapToObj(row -> rows[row]).toArray(float[][]::new));
        SortedMap<String, HostTensor> learnt = new TreeMap<>();
        LearningTask<NDArray> task = new LearningTask<>(
                new TreeMap<>(Map.of(
                        ClassifierConfig.HEAD_WEIGHT,
                                HostTensor.of(new Shape(2, table.width()), new float[2 * table.width()]),
                        ClassifierConfig.HEAD_BIAS, HostTensor.of(new Shape(2), new float[2]))),
                weights -> table.backbone(),
                table,
                new Truth.Classes(Arrays.stream(order).map(row -> truth[row]).toArray(), 2),
                new RowSplit(train.length, held.length, 0),
                LABELS,
                "mammography",
                (weights, metrics, note) -> learnt.putAll(weights));
        HyperParameters hyper = StrategyAdvisor.linearProbe()
                .hyperParameters()
                .change()
                .epochs(sampling == Sampling.UNDER ? 20 : 3)
                .patience(20)
                .batchSize(256)
                .headLearningRate(0.05)
                .sampling(sampling)
                .build();
        RunSettings settings = new RunSettings(
                StrategyAdvisor.linearProbe().with(hyper), 1, DeviceChoice.CPU, folder, Clock.systemUTC(), 1 << 20);
        new FineTuning(task, settings, CheckpointStore.NONE, TrainingListener.SILENT, StopSignal.NEVER).run();
        long found = Arrays.stream(held)
                .filter(row -> truth[row] == 1 && isPositive(learnt, rows[row]))
                .count();
        return (double) found
                / Arrays.stream(held).filter(row -> truth[row] == 1).count();
    }

    private static boolean isPositive(SortedMap<String, HostTensor> head, float[] row) {
        float[] logits = new float[2];
        for (int label = 0; label < 2; label++) {
            logits[label] = tensor(head, ClassifierConfig.HEAD_BIAS).values().get(label);
            for (int i = 0; i < row.length; i++) {
                logits[label] +=
                        tensor(head, ClassifierConfig.HEAD_WEIGHT).values().get(label * row.length + i) * row[i];
            }
        }
        return logits[1] > logits[0];
    }

    private static HostTensor tensor(SortedMap<String, HostTensor> weights, String name) {
        HostTensor tensor = weights.get(name);
        assertThat(tensor).isNotNull();
        return tensor;
    }

    private int[] rows(int held, boolean wanted) {
        return IntStream.range(0, rows.length)
                .filter(row -> (fold[row] == held) == wanted)
                .toArray();
    }

    private static float[] numbers(String... fields) {
        float[] numbers = new float[fields.length - 1];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Float.parseFloat(fields[i]);
        }
        return numbers;
    }

    /** The nearest {@code shared/data} beside a folder above this module. */
    private static Path data() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null && !Files.isDirectory(folder.resolve("shared/data"))) {
            folder = folder.getParent();
        }
        return folder.resolve("shared/data");
    }
}

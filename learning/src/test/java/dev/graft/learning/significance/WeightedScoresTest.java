package dev.graft.learning.significance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.graft.learning.metrics.ClassificationReport;
import dev.graft.learning.metrics.Predictions;
import dev.graft.learning.metrics.RankingScores;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scores that resamples are compared by are the ones that reports show. */
class WeightedScoresTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void score_a_row_of_weight_three_as_three_rows(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int classes = 2 + random.nextInt(4);
        int rows = 1 + random.nextInt(60);
        int[] truth = random.ints(rows, 0, classes).toArray();
        float[][] probabilities = IntStream.range(0, rows)
                .mapToObj(row -> probabilities(random, classes))
                .toArray(float[][]::new);
        int[] weights = random.ints(rows, 0, 4).toArray();
        weights[0] = 1;

        WeightedScores.Counter scores = new WeightedScores(
                        truth,
                        probabilities,
                        Predictions.mostProbable(probabilities),
                        classes,
                        Arrays.asList(Score.values()))
                .counter()
                .count(weights);

        int[] repeated = IntStream.range(0, rows)
                .flatMap(row -> IntStream.generate(() -> row).limit(weights[row]))
                .toArray();
        int[] truths = Arrays.stream(repeated).map(row -> truth[row]).toArray();
        float[][] answers =
                Arrays.stream(repeated).mapToObj(row -> probabilities[row]).toArray(float[][]::new);
        List<String> labels =
                IntStream.range(0, classes).mapToObj(String::valueOf).toList();
        expect(scores, ClassificationReport.of(truths, answers, labels));
        expect(scores, RankingScores.of(truths, answers, labels));
    }

    private static void expect(WeightedScores.Counter scores, ClassificationReport report) {
        assertThat(scores.of(Score.ACCURACY)).isCloseTo(report.accuracy(), within(1e-12));
        assertThat(scores.of(Score.BALANCED_ACCURACY)).isCloseTo(report.balancedAccuracy(), within(1e-12));
        assertThat(scores.of(Score.MACRO_F1)).isCloseTo(report.supportedMacro().f1(), within(1e-12));
        assertThat(scores.of(Score.WEIGHTED_F1)).isCloseTo(report.weighted().f1(), within(1e-12));
        assertThat(scores.of(Score.MATTHEWS_CORRELATION))
                .isCloseTo(report.confusion().matthewsCorrelation(), within(1e-12));
        assertThat(scores.of(Score.COHENS_KAPPA))
                .isCloseTo(report.confusion().cohensKappa().orElse(0), within(1e-12));
        assertThat(scores.of(Score.LOG_LOSS)).isCloseTo(report.probabilities().logLoss(), within(1e-12));
        assertThat(scores.of(Score.BRIER)).isCloseTo(report.probabilities().brierScore(), within(1e-12));
        assertThat(scores.of(Score.CALIBRATION_ERROR))
                .isCloseTo(report.probabilities().expectedCalibrationError(), within(1e-12));
    }

    private static void expect(WeightedScores.Counter scores, RankingScores ranking) {
        assertThat(scores.of(Score.ROC_AUC))
                .isCloseTo(ranking.supportedMacro().rocAuc().orElse(Double.NaN), within(1e-12));
        assertThat(scores.of(Score.PR_AUC)).isCloseTo(ranking.supportedMacro().averagePrecision(), within(1e-12));
    }

    /** In eighths, so that scores tie. */
    private static float[] probabilities(SplittableRandom random, int classes) {
        float[] row = new float[classes];
        for (int eighth = 0; eighth < 8; eighth++) {
            row[random.nextInt(classes)] += 0.125f;
        }
        return row;
    }
}

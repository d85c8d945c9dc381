package dev.graft.learning.significance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PairedBootstrapTest {
    private static final double[] THREE = {0.6, 0.3, 0.1};

    @Test
    void measures_the_standard_error_of_an_accuracy_gain_that_theory_gives() {
        PairedRows rows = new Models(THREE, 0.8, 0.86, 0.5).draw(500, new SplittableRandom(1));

        Resampled gain = PairedBootstrap.withSeed(1).compare(rows, Score.ACCURACY);

        assertThat(gain.standardError()).isCloseTo(theory(rows), within(0.03 * theory(rows)));
        assertThat(gain.interval(0.9).upper() - gain.interval(0.9).lower())
                .isCloseTo(2 * 1.6449 * theory(rows), within(0.1 * theory(rows)));
    }

    /** The root of the variance of a row's difference, within its class, over the rows. */
    private static double theory(PairedRows rows) {
        int[] champion = rows.championPredictions();
        int[] challenger = rows.challengerPredictions();
        double variance = 0;
        for (int label = 0; label < rows.classes(); label++) {
            double sum = 0;
            double squares = 0;
            int count = 0;
            for (int row = 0; row < rows.size(); row++) {
                if (rows.truth()[row] == label) {
                    int difference = (challenger[row] == label ? 1 : 0) - (champion[row] == label ? 1 : 0);
                    sum += difference;
                    squares += difference * difference;
                    count++;
                }
            }
            variance += count * (squares / count - sum / count * sum / count);
        }
        return Math.sqrt(variance) / rows.size();
    }

    @Test
    void holds_the_true_gain_about_as_often_as_it_says() {
        Models models = new Models(THREE, 0.8, 0.85, 0.5);
        SplittableRandom random = new SplittableRandom(3);
        int held = 0;
        for (int trial = 0; trial < 400; trial++) {
            Resampled gain = new PairedBootstrap(500, trial).compare(models.draw(150, random), Score.ACCURACY);
            Interval interval = gain.interval(0.9);
            held += interval.lower() <= 0.05 && 0.05 <= interval.upper() ? 1 : 0;
        }
        assertThat(held / 400.0).isCloseTo(0.9, within(0.045));
    }

    @ParameterizedTest
    @EnumSource(Score.class)
    void gives_the_same_numbers_for_the_same_seed_on_one_thread_or_many(Score score) throws Exception {
        PairedRows rows = new Models(THREE, 0.7, 0.8, 0.5).draw(80, new SplittableRandom(2));

        Interval here = PairedBootstrap.withSeed(5).compare(rows, score).interval(0.9);
        Interval alone;
        ForkJoinPool one = new ForkJoinPool(1);
        try {
            alone = one.submit(() ->
                            PairedBootstrap.withSeed(5).compare(rows, score).interval(0.9))
                    .get();
        } finally {
            one.shutdown();
        }

        assertThat(alone).isEqualTo(here);
    }

    @Test
    void draws_other_rows_with_another_seed_and_in_each_block() {
        PairedRows rows = new Models(THREE, 0.7, 0.8, 0.5).draw(80, new SplittableRandom(2));

        double one = PairedBootstrap.withSeed(5).compare(rows, Score.LOG_LOSS).standardError();
        double other = PairedBootstrap.withSeed(6).compare(rows, Score.LOG_LOSS).standardError();
        double block = new PairedBootstrap(100, 5).compare(rows, Score.LOG_LOSS).standardError();

        assertThat(one)
                .isNotEqualTo(other)
                .isCloseTo(other, within(0.05 * other))
                .isNotEqualTo(block);
    }

    @Test
    void counts_a_lower_loss_as_a_gain() {
        PairedRows rows = new Models(THREE, 0.6, 0.9, 0.5).draw(200, new SplittableRandom(4));

        Map<Score, Resampled> gains = PairedBootstrap.withSeed(1).compare(rows, Arrays.asList(Score.values()));

        assertThat(gains).hasSize(Score.values().length);
        assertThat(gains.get(Score.LOG_LOSS).challenger())
                .isLessThan(gains.get(Score.LOG_LOSS).champion());
        for (Score score : List.of(Score.LOG_LOSS, Score.BRIER, Score.MACRO_F1, Score.ROC_AUC)) {
            assertThat(gains.get(score).interval(0.9).lower()).as(score.id()).isPositive();
        }
    }

    @Test
    void does_not_believe_in_a_class_of_one_row() {
        int[] truth = new int[40];
        truth[0] = 1;
        float[][] champion = certain(truth, 0);
        float[][] challenger = certain(truth, -1);

        Resampled gain = PairedBootstrap.withSeed(1)
                .compare(new PairedRows(truth, champion, challenger, 2), Score.BALANCED_ACCURACY);

        assertThat(gain.gain()).isEqualTo(0.5);
        assertThat(gain.interval(0.9).lower()).isZero();
    }

    /** Certain answers, right but on one row. */
    private static float[][] certain(int[] truth, int wrong) {
        float[][] answers = new float[truth.length][2];
        for (int row = 0; row < truth.length; row++) {
            answers[row][row == wrong ? 1 - truth[row] : truth[row]] = 1;
        }
        return answers;
    }

    @Test
    void says_nothing_of_no_rows_and_of_a_ranking_score_of_one_class() {
        PairedRows none = new PairedRows(new int[0], new float[0][], new float[0][], 2);
        int[] truth = new int[30];
        PairedRows one = new PairedRows(truth, certain(truth, 3), certain(truth, 4), 2);

        Resampled nothing = PairedBootstrap.withSeed(1).compare(none, Score.ROC_AUC);

        assertThat(nothing.isDefined()).isFalse();
        assertThat(PairedBootstrap.withSeed(1).compare(one, Score.ROC_AUC).isDefined())
                .isFalse();
        assertThat(PairedBootstrap.withSeed(1).compare(one, Score.ACCURACY).isDefined())
                .isTrue();
        assertThatIllegalStateException().isThrownBy(() -> nothing.interval(0.9));
    }

    @Test
    void is_as_surprised_by_a_loss_as_the_mirrored_models_are_by_a_gain() {
        PairedRows rows = new Models(THREE, 0.9, 0.8, 0.5).draw(100, new SplittableRandom(9));
        PairedRows mirrored = new PairedRows(rows.truth(), rows.challenger(), rows.champion(), rows.classes());

        Resampled loss = PairedBootstrap.withSeed(1).compare(rows, Score.MACRO_F1);
        Resampled gain = PairedBootstrap.withSeed(1).compare(mirrored, Score.MACRO_F1);

        assertThat(loss.pValueOfLessThan(0)).isCloseTo(gain.pValueOfMoreThan(0), within(1e-12));
        assertThat(loss.pValueOfLessThan(0)).isLessThan(0.05);
        assertThat(loss.pValueOfMoreThan(0)).isGreaterThan(0.95);
    }

    @Test
    void refuses_answers_to_other_rows_and_classes_that_are_not_there() {
        float[][] two = new float[2][2];

        assertThatIllegalArgumentException().isThrownBy(() -> new PairedRows(new int[3], two, two, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new PairedRows(new int[] {0, 2}, two, two, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new PairedBootstrap(99, 1));
    }
}

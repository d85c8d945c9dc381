package dev.graft.learning.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SourceSelectionTest {

    private static final int[] LABELS = {0, 0, 1, 1, 0, 1};

    private static final float[][] FEATURES = {
        {1, 0.5f}, {0.9f, -0.2f}, {-1, 0.3f}, {-1.1f, -0.4f}, {0.2f, 1}, {-0.3f, 0.8f}
    };

    /** By SciPy, which looked for the largest evidence over both precisions in its textbook form. */
    @Test
    void the_evidence_is_the_largest_over_both_precisions() {
        assertThat(LogMe.of(FEATURES, LABELS, 2)).isCloseTo(-1.0032568, within(1e-4));
    }

    /** By NumPy from the paper's formula. */
    @Test
    void the_expected_prediction_is_that_of_the_papers_formula() {
        float[][] answers = {{0.7f, 0.3f}, {0.6f, 0.4f}, {0.2f, 0.8f}, {0.1f, 0.9f}, {0.5f, 0.5f}, {0.4f, 0.6f}};

        assertThat(Leep.of(answers, LABELS, 2)).isCloseTo(-0.56611000, within(1e-6));
    }

    @Test
    void answers_that_decide_the_label_reach_0_and_answers_that_say_nothing_the_labels_entropy() {
        float[][] sure = {{0, 1, 0}, {0, 1, 0}, {1, 0, 0}, {0, 0, 1}, {0, 1, 0}, {1, 0, 0}};
        float[][] empty = {{0.2f, 0.8f}, {0.2f, 0.8f}, {0.2f, 0.8f}, {0.2f, 0.8f}, {0.2f, 0.8f}, {0.2f, 0.8f}};

        assertThat(Leep.of(sure, LABELS, 2)).isCloseTo(0, within(1e-12));
        assertThat(Leep.of(empty, LABELS, 2)).isCloseTo(-Math.log(2), within(1e-6));
    }

    @Test
    void features_that_tell_the_labels_rank_above_noise_also_where_there_are_more_of_them_than_rows() {
        for (int width : new int[] {5, 80}) {
            Random random = new Random(width);
            int[] labels = IntStream.range(0, 60).map(row -> row % 3).toArray();
            float[][] noise = new float[60][width];
            float[][] telling = new float[60][width];
            for (int row = 0; row < 60; row++) {
                for (int i = 0; i < width; i++) {
                    noise[row][i] = (float) random.nextGaussian();
                    telling[row][i] = noise[row][i] + (i % 3 == labels[row] ? 3 : 0);
                }
            }

            assertThat(LogMe.of(telling, labels, 3)).isGreaterThan(LogMe.of(noise, labels, 3) + 0.1);
        }
    }

    @Test
    void features_of_zeros_have_a_finite_score() {
        assertThat(LogMe.of(new float[6][3], LABELS, 2)).isFinite();
    }

    @Test
    void what_does_not_fit_is_refused() {
        assertThatThrownBy(() -> LogMe.of(FEATURES, new int[2], 2)).hasMessageContaining("do not fit");
        assertThatThrownBy(() -> LogMe.of(new float[2_001][2_001], new int[2_001], 2))
                .hasMessageContaining("draw");
        assertThatThrownBy(() -> Leep.of(new float[][] {{2, -1}}, new int[1], 2))
                .hasMessageContaining("probability");
        assertThatThrownBy(() -> Leep.of(new float[0][], new int[0], 2)).hasMessageContaining("do not fit");
    }
}

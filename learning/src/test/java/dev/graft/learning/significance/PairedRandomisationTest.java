package dev.graft.learning.significance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.graft.learning.gate.PairedOutcomes;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairedRandomisationTest {
    private static final double[] TWO = {0.7, 0.3};

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void is_the_exact_mcnemar_test_for_accuracy(int seed) {
        PairedRows rows = new Models(TWO, 0.8, 0.86, 0.3).draw(90, new SplittableRandom(seed));

        double drawn = new PairedRandomisation(20_000, 1).pValue(rows, Score.ACCURACY);

        PairedOutcomes exact =
                PairedOutcomes.of(rows.truth(), rows.championPredictions(), rows.challengerPredictions());
        assertThat(drawn).isCloseTo(exact.pValueOfBetter(), within(0.012));
    }

    @Test
    void finds_nothing_between_equal_answers() {
        PairedRows rows = new Models(TWO, 0.8, 0.8, 1).draw(50, new SplittableRandom(1));

        assertThat(new PairedRandomisation(100, 1).pValue(rows, Score.MACRO_F1)).isEqualTo(1);
    }

    @Test
    void tests_no_score_of_probabilities() {
        PairedRows rows = new Models(TWO, 0.8, 0.8, 1).draw(50, new SplittableRandom(1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PairedRandomisation(100, 1).pValue(rows, Score.LOG_LOSS))
                .withMessageContaining("log-loss");
        assertThat(PairedRandomisation.tests(Score.ROC_AUC)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new PairedRandomisation(99, 1));
    }
}

package dev.graft.learning.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChiSquareTest {

    private static final DriftSettings SETTINGS = DriftSettings.standard(1).withLevel(0.001);

    @ParameterizedTest
    @CsvSource({
        // the usual tables of critical values
        "3.841458820694124, 1, 0.05",
        "6.634896601021214, 1, 0.01",
        "18.307038053275146, 10, 0.05",
        "43.77297182574219, 30, 0.05",
        "124.34211340400407, 100, 0.05"
    })
    void the_tail_agrees_with_the_tables(double x, int degrees, double tail) {
        assertThat(ChiSquareTail.above(x, degrees)).isCloseTo(tail, within(1e-9));
    }

    @Test
    void the_tail_of_even_degrees_is_a_sum_of_poisson_probabilities() {
        for (int half = 1; half <= 150; half += 7) {
            for (double y : new double[] {0.01, 1, 20, 75, 150, 400}) {
                double term = Math.exp(-y);
                double sum = 0;
                for (int i = 0; i < half; i++) {
                    sum += term;
                    term *= y / (i + 1);
                }
                assertThat(ChiSquareTail.above(2 * y, 2 * half)).isCloseTo(sum, withinPercentage(1e-7));
            }
        }
        assertThat(ChiSquareTail.above(1000, 2)).isCloseTo(Math.exp(-500), withinPercentage(1e-7));
        assertThat(ChiSquareTail.above(0, 5)).isEqualTo(1);
    }

    @Test
    void large_counts_are_tested_by_the_distribution() {
        LabelShift shift = shift(Map.of("a", 10L, "b", 20L), Map.of("a", 20L, "b", 10L));

        assertThat(shift.chiSquare()).isCloseTo(20 / 3.0, within(1e-12));
        assertThat(shift.degrees()).isEqualTo(1);
        assertThat(shift.pValue()).isCloseTo(0.009823275, within(1e-8));
        assertThat(shift.simulated()).isFalse();
    }

    @Test
    void small_counts_are_tested_by_deals_of_the_pooled_rows() {
        // of the 20 ways to deal three a and three b to two sides of three, two are as far apart
        LabelShift shift = shift(Map.of("a", 3L), Map.of("b", 3L));

        assertThat(shift.chiSquare()).isCloseTo(6, within(1e-12));
        assertThat(shift.simulated()).isTrue();
        assertThat(shift.pValue()).isCloseTo(0.1, within(0.01));
    }

    @Test
    void deals_and_distribution_agree_where_both_hold() {
        CountPair counts = new CountPair(new long[] {300, 200, 500}, new long[] {70, 30, 100});
        ChiSquare test = new ChiSquare(counts);
        double statistic = test.statistic(counts.batch());

        double simulated = test.simulated(statistic, 20_000, new SplittableRandom(3), () -> {});

        assertThat(simulated).isCloseTo(ChiSquareTail.above(statistic, 2), within(0.01));
    }

    @Test
    void the_larger_side_may_be_the_batch() {
        LabelShift shift = shift(Map.of("a", 2L, "b", 4L), Map.of("a", 90L, "b", 60L));
        LabelShift turned = shift(Map.of("a", 90L, "b", 60L), Map.of("a", 2L, "b", 4L));

        assertThat(shift.chiSquare()).isCloseTo(turned.chiSquare(), within(1e-12));
        assertThat(shift.pValue()).isCloseTo(turned.pValue(), within(1e-12));
    }

    @Test
    void names_and_order_of_labels_do_not_matter_to_the_test() {
        LabelShift shift = shift(Map.of("a", 30L, "b", 10L, "c", 9L), Map.of("a", 10L, "b", 30L, "c", 9L));
        LabelShift renamed = shift(Map.of("z", 30L, "y", 10L, "x", 9L), Map.of("z", 10L, "y", 30L, "x", 9L));

        assertThat(shift.pValue()).isEqualTo(renamed.pValue());
        assertThat(shift.stabilityIndex()).isCloseTo(renamed.stabilityIndex(), within(1e-12));
    }

    @Test
    void distances_are_those_of_their_definitions() {
        LabelShift shift = shift(Map.of("a", 50L, "b", 50L), Map.of("a", 25L, "b", 75L));

        assertThat(shift.totalVariation()).isCloseTo(0.25, within(1e-12));
        assertThat(shift.stabilityIndex()).isCloseTo(0.26868, within(1e-5));
        assertThat(shift.stabilityIndexByChance()).isCloseTo(0.02, within(1e-12));
    }

    @Test
    void says_which_labels_changed_most() {
        LabelShift shift = shift(
                Map.of("card_arrival", 12L, "refund", 488L, "top_up", 500L, "lost", 0L),
                Map.of("card_arrival", 49L, "refund", 221L, "top_up", 225L, "lost", 5L));

        assertThat(shift.sentence())
                .isEqualTo("label 'card_arrival' rose from 1.2 % to 9.8 %, label 'lost' is new with 1.0 %,"
                        + " label 'top_up' fell from 50.0 % to 45.0 %");
        assertThat(shift.changes()).hasSize(4);
    }

    @Test
    void one_label_alone_cannot_shift() {
        LabelShift shift = shift(Map.of("a", 7L), Map.of("a", 1L));

        assertThat(shift.pValue()).isEqualTo(1);
        assertThat(shift.degrees()).isZero();
        assertThat(shift.totalVariation()).isZero();
        assertThat(shift.stabilityIndex()).isZero();
        assertThat(shift.sentence()).isEqualTo("label 'a' stayed from 100.0 % to 100.0 %");
    }

    @Test
    void refuses_a_side_without_rows_and_negative_counts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shift(Map.of(), Map.of("a", 1L)))
                .withMessageContaining("one side has no row");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shift(Map.of("a", 1L), Map.of("a", -1L)))
                .withMessageContaining("label 'a' cannot have -1 rows");
    }

    @Test
    void an_urn_deals_every_item_once_and_each_kind_by_its_share() {
        long[] counts = {5, 0, 1, 30, 64};
        Urn urn = new Urn(counts);
        SplittableRandom random = new SplittableRandom(5);
        double[] means = new double[counts.length];

        for (int i = 0; i < 4_000; i++) {
            long[] drawn = urn.draw(20, random);
            assertThat(Arrays.stream(drawn).sum()).isEqualTo(20);
            for (int kind = 0; kind < counts.length; kind++) {
                means[kind] += drawn[kind] / 4_000.0;
            }
        }

        assertThat(urn.draw(100, random)).isEqualTo(counts);
        assertThat(urn.draw(0, random)).containsOnly(0);
        assertThat(means[1]).isZero();
        for (int kind = 0; kind < counts.length; kind++) {
            assertThat(means[kind]).isCloseTo(counts[kind] / 5.0, within(0.15));
        }
    }

    private static LabelShift shift(Map<String, Long> reference, Map<String, Long> batch) {
        return LabelShift.of(reference, batch, SETTINGS, DriftListener.SILENT);
    }
}

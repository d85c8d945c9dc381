package dev.graft.learning.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WholeBatchTestsTest {

    @Test
    void three_of_four_rows_against_one_of_four_is_the_tea_tasting_lady() {
        List<JudgedRow> batch = rows(0, 1, 3);
        List<JudgedRow> trusted = rows(0, 3, 1);

        assertThat(WorseThanTrusted.pValue(batch, trusted, 2)).isCloseTo(17 / 70.0, within(1e-15));
    }

    @Test
    void a_batch_of_a_hard_label_is_not_a_bad_batch() {
        // given: half of label 0's rows disagree on either side, none of label 1's
        List<JudgedRow> batch = rows(0, 50, 50);
        List<JudgedRow> trusted = Stream.concat(rows(0, 50, 50).stream(), rows(1, 900, 0).stream())
                .toList();

        // then
        assertThat(WorseThanTrusted.pValue(batch, trusted, 2)).isGreaterThan(0.4);
    }

    @Test
    void strata_add_up() {
        // given: each label by itself is the lady's table
        List<JudgedRow> batch =
                Stream.concat(rows(0, 1, 3).stream(), rows(1, 1, 3).stream()).toList();
        List<JudgedRow> trusted =
                Stream.concat(rows(0, 3, 1).stream(), rows(1, 3, 1).stream()).toList();

        // then: masses of 3 + 3, 2 + 4, 4 + 2, 3 + 4, 4 + 3 and 4 + 4 of 70 x 70 pairs of cases
        double pairs = 16 * 16 + 2 * 36 * 1 + 2 * 16 * 1 + 1;
        assertThat(WorseThanTrusted.pValue(batch, trusted, 2)).isCloseTo(pairs / 4900, within(1e-15));
    }

    @Test
    void without_trusted_rows_nothing_is_worse() {
        assertThat(WorseThanTrusted.pValue(rows(0, 0, 9), List.of(), 2)).isEqualTo(1);
        assertThat(WorseThanTrusted.pValue(rows(0, 0, 9), rows(1, 9, 0), 2)).isEqualTo(1);
    }

    @Test
    void the_chance_of_agreement_is_that_of_the_margins() {
        // given: 3 of 4 rows have label 0, and 2 of 4 are predicted so
        List<JudgedRow> batch = List.of(row(0, 0), row(0, 0), row(0, 1), row(1, 1));

        // then: 3/4 x 2/4 + 1/4 x 2/4
        assertThat(PermutedLabels.chance(batch, 2)).isCloseTo(0.5, within(1e-15));
        assertThat(PermutedLabels.chance(List.of(), 2)).isZero();
    }

    @Test
    void labels_that_tell_everything_are_better_than_all_permutations() {
        List<JudgedRow> batch =
                IntStream.range(0, 60).mapToObj(row -> row(row % 3, row % 3)).toList();

        assertThat(PermutedLabels.pValue(batch, new Random(1))).isEqualTo(1 / 2000.0);
    }

    @Test
    void a_probe_that_always_gives_one_answer_makes_no_labels_good() {
        List<JudgedRow> batch = IntStream.range(0, 60)
                .mapToObj(row -> row(row % 10 == 0 ? 1 : 0, 0))
                .toList();

        assertThat(PermutedLabels.pValue(batch, new Random(1))).isEqualTo(1);
        assertThat(PermutedLabels.pValue(List.of(), new Random(1))).isEqualTo(1);
    }

    @Test
    void permutations_of_four_rows_come_near_their_exact_share() {
        // given: two of each label, all predicted rightly: 4 of 24 orders keep the labels
        List<JudgedRow> batch = List.of(row(0, 0), row(0, 0), row(1, 1), row(1, 1));

        assertThat(PermutedLabels.pValue(batch, new Random(1))).isCloseTo(4 / 24.0, within(0.03));
    }

    @Test
    void nine_of_nine_wrong_rows_are_a_shuffled_batch_and_two_of_two_are_not() {
        // given: nine of ten trusted rows agree, and one in ten would by chance: half as good is one half
        Agreement trusted = new Agreement(90, 100);

        // then: 1/2 to the 9th, and to the 2nd
        assertThat(new WholeBatchTests(new Agreement(0, 9), trusted, 0.1, 1, 0).verdict(0.01))
                .isEqualTo(BatchVerdict.SHUFFLED);
        assertThat(new WholeBatchTests(new Agreement(0, 2), trusted, 0.1, 1, 0).verdict(0.01))
                .isEqualTo(BatchVerdict.UNKNOWN);
    }

    @Test
    void a_verdict_is_of_the_callers_level() {
        WholeBatchTests tests = new WholeBatchTests(new Agreement(80, 100), new Agreement(90, 100), 0.1, 0.0005, 0.03);

        assertThat(tests.verdict(0.05)).isEqualTo(BatchVerdict.WORSE);
        assertThat(tests.verdict(0.01)).isEqualTo(BatchVerdict.SOUND);
    }

    private static List<JudgedRow> rows(int given, int agreeing, int disagreeing) {
        return IntStream.range(0, agreeing + disagreeing)
                .mapToObj(row -> row(given, row < agreeing ? given : 1 - given))
                .toList();
    }

    private static JudgedRow row(int given, int predicted) {
        return new JudgedRow(0, given, predicted, predicted, 0.5, 0.5, 0, 0.5);
    }
}

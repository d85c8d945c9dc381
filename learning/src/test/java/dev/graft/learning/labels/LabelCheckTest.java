package dev.graft.learning.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelCheckTest {

    private static final int LABELS = 5;
    private static final LabelledRows TRUSTED = Clusters.draw(LABELS, 500, 5, 1);
    private static final LabelledRows BATCH = Clusters.draw(LABELS, 400, 5, 2);

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.1, 0.2})
    void finds_planted_flips_beside_trusted_rows(double share) {
        int[] given = Clusters.flipped(BATCH.labels(), LABELS, share, 3);

        LabelReport report = check(TRUSTED, Clusters.relabelled(BATCH, given));

        assertThat(precision(report, given)).isGreaterThan(0.8);
        assertThat(recall(report, given)).isGreaterThan(0.8);
        assertThat(report.flipped().estimate()).isCloseTo(share, within(0.03));
        assertThat(report.flipped().low()).isLessThanOrEqualTo(share);
        assertThat(report.flipped().high()).isGreaterThanOrEqualTo(share);
        assertThat(report.verdict()).isEqualTo(BatchVerdict.WORSE);
    }

    @Test
    void finds_planted_flips_without_trusted_rows() {
        int[] given = Clusters.flipped(BATCH.labels(), LABELS, 0.1, 3);

        LabelReport report = check(LabelledRows.none(), Clusters.relabelled(BATCH, given));

        assertThat(precision(report, given)).isGreaterThan(0.8);
        assertThat(recall(report, given)).isGreaterThan(0.8);
        assertThat(report.flipped().estimate()).isCloseTo(0.1, within(0.04));
        assertThat(report.trusted()).isEqualTo(new Agreement(0, 0));
        assertThat(report.asGoodAsTrusted()).isEqualTo(1);
        assertThat(report.verdict()).isEqualTo(BatchVerdict.SOUND);
    }

    @Test
    void a_suspect_comes_with_what_speaks_against_its_label() {
        int[] given = BATCH.labels().clone();
        given[17] = (given[17] + 1) % LABELS;
        given[230] = (given[230] + 2) % LABELS;

        LabelReport report = check(TRUSTED, Clusters.relabelled(BATCH, given));

        assertThat(report.ranking().subList(0, 2)).extracting(JudgedRow::row).containsExactlyInAnyOrder(17, 230);
        JudgedRow first = report.ranking().get(0);
        assertThat(first.given()).isEqualTo(given[first.row()]);
        assertThat(first.suggested()).isEqualTo(BATCH.labels()[first.row()]);
        assertThat(first.suggestedProbability()).isGreaterThan(first.selfConfidence());
        assertThat(first.suspicion()).isGreaterThan(0.6);
        assertThat(report.ranking()).hasSize(400);
        assertThat(report.unjudged()).isZero();
    }

    @Test
    void suspects_hardly_a_row_of_a_clean_batch() {
        LabelReport report = check(TRUSTED, BATCH);

        assertThat(report.suspects()).hasSizeLessThan(8);
        assertThat(report.flipped().low()).isZero();
        assertThat(report.verdict()).isEqualTo(BatchVerdict.SOUND);
        assertThat(report.batch().share()).isCloseTo(report.trusted().share(), within(0.04));
    }

    @Test
    void knows_a_shuffled_batch_with_and_without_trusted_rows() {
        LabelledRows shuffled = Clusters.relabelled(BATCH, Clusters.shuffled(BATCH.labels(), 4));

        LabelReport beside = check(TRUSTED, shuffled);
        LabelReport alone = check(LabelledRows.none(), shuffled);

        assertThat(beside.verdict()).isEqualTo(BatchVerdict.SHUFFLED);
        assertThat(beside.batch().share()).isCloseTo(beside.chance(), within(0.08));
        assertThat(beside.asGoodAsTrusted()).isLessThan(1e-12);
        assertThat(beside.flipped().estimate()).isCloseTo(0.8, within(0.08));
        assertThat(alone.verdict()).isEqualTo(BatchVerdict.SHUFFLED);
    }

    @Test
    void a_batch_of_anchored_labels_does_not_move_what_it_is_judged_by() {
        // given: a batch far larger than the trusted rows, in which two labels have changed places
        LabelledRows batch = Clusters.draw(LABELS, 3000, 5, 5);
        int[] swapped = Arrays.stream(batch.labels())
                .map(label -> label < 2 ? 1 - label : label)
                .toArray();

        // when
        LabelReport clean = check(TRUSTED, batch);
        LabelReport report = check(TRUSTED, Clusters.relabelled(batch, swapped));

        // then
        assertThat(report.trusted()).isEqualTo(clean.trusted());
        assertThat(suggestions(report)).isEqualTo(suggestions(clean));
        assertThat(report.learningRows()).isEqualTo(500);
        assertThat(recall(report, swapped, batch.labels())).isGreaterThan(0.9);
        assertThat(report.flipped().estimate()).isCloseTo(0.4, within(0.06));
        assertThat(report.verdict()).isEqualTo(BatchVerdict.WORSE);
    }

    @Test
    void learns_a_label_that_trusted_rows_do_not_have_from_the_batch() {
        // given
        LabelledRows fourLabels =
                Clusters.of(IntStream.range(0, 400).map(row -> row % 4).toArray(), LABELS, 5, 1);
        int[] given = Clusters.flipped(BATCH.labels(), LABELS, 0.1, 3);

        // when
        LabelReport report = check(fourLabels, Clusters.relabelled(BATCH, given));

        // then
        assertThat(report.unjudged()).isZero();
        assertThat(precision(report, given)).isGreaterThan(0.8);
        assertThat(recall(report, given)).isGreaterThan(0.8);
    }

    @Test
    void the_same_seed_gives_the_same_report() {
        int[] given = Clusters.flipped(BATCH.labels(), LABELS, 0.1, 3);
        LabelledRows batch = Clusters.relabelled(BATCH, given);

        assertThat(check(TRUSTED, batch)).isEqualTo(check(TRUSTED, batch));
    }

    @Test
    void a_listener_sees_every_fold_and_can_end_the_check() {
        List<Integer> seen = new ArrayList<>();
        LabelListener ending = (fold, folds) -> {
            seen.add(fold * 100 + folds);
            if (fold == 2) {
                throw new CancellationException("enough");
            }
        };

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> new LabelCheck(LabelSettings.standard(1)).run(TRUSTED, BATCH, LABELS, ending));

        assertThat(seen).containsExactly(5, 105, 205);
    }

    private static LabelReport check(LabelledRows trusted, LabelledRows batch) {
        return new LabelCheck(LabelSettings.standard(1)).run(trusted, batch, LABELS, LabelListener.SILENT);
    }

    private static List<Integer> suggestions(LabelReport report) {
        Integer[] suggested = new Integer[report.ranking().size()];
        report.ranking().forEach(row -> suggested[row.row()] = row.suggested());
        return List.of(suggested);
    }

    private static double precision(LabelReport report, int[] given) {
        return report.suspects().stream()
                .mapToInt(row -> given[row.row()] != BATCH.labels()[row.row()] ? 1 : 0)
                .average()
                .orElse(0);
    }

    private static double recall(LabelReport report, int[] given) {
        return recall(report, given, BATCH.labels());
    }

    private static double recall(LabelReport report, int[] given, int[] truth) {
        long wrong = IntStream.range(0, given.length)
                .filter(row -> given[row] != truth[row])
                .count();
        long found = report.suspects().stream()
                .filter(row -> given[row.row()] != truth[row.row()])
                .count();
        return found / (double) wrong;
    }
}

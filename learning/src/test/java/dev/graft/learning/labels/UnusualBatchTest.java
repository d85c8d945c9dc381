package dev.graft.learning.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnusualBatchTest {

    private static final LabelledRows TRUSTED = Clusters.draw(3, 150, 4, 1);

    @Test
    void says_nothing_about_a_label_with_a_single_row() {
        // given: label 3 has one row, in the batch
        int[] truth = IntStream.range(0, 61).map(row -> row == 60 ? 3 : row % 3).toArray();

        // when
        LabelReport report = check(TRUSTED, Clusters.of(truth, 4, 4, 2), 4);

        // then
        assertThat(report.unjudged()).isEqualTo(1);
        assertThat(report.ranking())
                .extracting(JudgedRow::row)
                .doesNotContain(60)
                .hasSize(60);
        assertThat(report.verdict()).isEqualTo(BatchVerdict.SOUND);
    }

    @Test
    void labels_that_never_occur_are_never_suggested() {
        LabelReport report = check(TRUSTED, Clusters.draw(3, 90, 4, 2), 1000);

        assertThat(report.ranking()).extracting(JudgedRow::suggested).allMatch(label -> label < 3);
        assertThat(report.verdict()).isEqualTo(BatchVerdict.SOUND);
    }

    @Test
    void with_a_single_label_nothing_can_be_told() {
        LabelledRows ones = Clusters.relabelled(Clusters.draw(1, 40, 4, 2), new int[40]);

        LabelReport report = check(LabelledRows.none(), ones, 2);

        assertThat(report.verdict()).isEqualTo(BatchVerdict.UNKNOWN);
        assertThat(report.ranking()).isEmpty();
        assertThat(report.suspects()).isEmpty();
        assertThat(report.unjudged()).isEqualTo(40);
        assertThat(report.flipped()).isEqualTo(new FlippedShare(0, 0, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void fewer_rows_than_folds_end_in_a_report(int rows) {
        LabelReport report = check(LabelledRows.none(), Clusters.draw(2, rows, 4, 2), 2);

        assertThat(report.ranking().size() + report.unjudged()).isEqualTo(rows);
        assertThat(report.verdict()).isNotEqualTo(BatchVerdict.SHUFFLED);
    }

    @Test
    void an_empty_batch_beside_trusted_rows_is_unknown() {
        LabelReport report = check(TRUSTED, LabelledRows.none(), 3);

        assertThat(report.verdict()).isEqualTo(BatchVerdict.UNKNOWN);
        assertThat(report.trusted().rows()).isEqualTo(150);
    }

    @Test
    void three_rows_are_too_few_to_call_a_batch_shuffled() {
        LabelledRows batch = Clusters.draw(3, 3, 4, 2);

        LabelReport report = check(TRUSTED, Clusters.relabelled(batch, new int[] {1, 1, 2}), 3);

        assertThat(report.verdict()).isEqualTo(BatchVerdict.UNKNOWN);
    }

    @Test
    void features_that_tell_nothing_do_not_make_a_batch_shuffled() {
        LabelReport report = check(Clusters.draw(3, 300, 0, 1), Clusters.draw(3, 300, 0, 2), 3);

        assertThat(report.verdict()).isEqualTo(BatchVerdict.UNKNOWN);
        assertThat(report.suspects()).hasSizeLessThan(30);
    }

    @Test
    void features_that_never_vary_are_no_harm() {
        float[][] same = new float[60][4];
        int[] labels = IntStream.range(0, 60).map(row -> row % 3).toArray();

        LabelReport report = check(LabelledRows.none(), new LabelledRows(same, labels), 3);

        assertThat(report.ranking()).hasSize(60);
        assertThat(report.verdict()).isNotEqualTo(BatchVerdict.SOUND);
    }

    @Test
    void learns_from_a_sample_and_judges_every_row() {
        LabelSettings few = new LabelSettings(5, 60, 1_000_000, 4, 0.01, 1);

        LabelReport beside = new LabelCheck(few).run(TRUSTED, Clusters.draw(3, 300, 4, 2), 3, LabelListener.SILENT);
        LabelReport alone =
                new LabelCheck(few).run(LabelledRows.none(), Clusters.draw(3, 300, 4, 2), 3, LabelListener.SILENT);

        assertThat(beside.learningRows()).isEqualTo(60);
        assertThat(beside.ranking()).hasSize(300);
        assertThat(beside.trusted().rows()).isEqualTo(60);
        assertThat(alone.learningRows()).isEqualTo(60);
        assertThat(alone.ranking()).hasSize(300);
    }

    @Test
    void many_labels_with_few_rows_each_are_judged() {
        // given: 200 labels of 3 trusted rows, below what anchors a label
        LabelledRows trusted = Clusters.draw(200, 600, 12, 1);
        LabelledRows batch = Clusters.draw(200, 400, 12, 2);
        int[] given = Clusters.flipped(batch.labels(), 200, 0.1, 3);

        // when
        LabelReport report = check(trusted, Clusters.relabelled(batch, given), 200);

        // then
        assertThat(report.verdict()).isEqualTo(BatchVerdict.SOUND);
        assertThat(report.suspects().stream()
                        .filter(row -> given[row.row()] != batch.labels()[row.row()])
                        .count())
                .isGreaterThan(30);
        assertThat(report.suspects()).hasSizeLessThan(60);
    }

    @Test
    void names_the_row_and_what_is_wrong_with_it() {
        LabelledRows batch = Clusters.draw(3, 9, 4, 2);
        batch.features()[4][2] = Float.NaN;
        LabelledRows narrow = new LabelledRows(new float[][] {{1, 2}}, new int[] {0});
        LabelledRows beyond =
                new LabelledRows(new float[24][24], IntStream.range(0, 24).toArray());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> check(TRUSTED, batch, 3))
                .withMessage("row 4 of the batch has the feature NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check(batch, TRUSTED, 3))
                .withMessage("trusted row 4 has the feature NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check(TRUSTED, narrow, 3))
                .withMessage("row 0 of the batch has 2 features, and others 24");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check(TRUSTED, beyond, 3))
                .withMessage("row 3 of the batch has the label 3, but there are 3 labels");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LabelledRows(new float[2][1], new int[3]))
                .withMessage("2 rows of features but 3 labels");
    }

    @Test
    void refuses_settings_out_of_range() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LabelSettings(1, 100, 10_000, 1, 0.01, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new LabelSettings(5, 9, 10_000, 1, 0.01, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new LabelSettings(5, 100, 10_000, 0, 0.01, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new LabelSettings(5, 100, 10_000, 1, 0.5, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new LabelSettings(5, 100, 10_000, 1, 1e-4, 1));
    }

    private static LabelReport check(LabelledRows trusted, LabelledRows batch, int labels) {
        return new LabelCheck(LabelSettings.standard(1)).run(trusted, batch, labels, LabelListener.SILENT);
    }
}

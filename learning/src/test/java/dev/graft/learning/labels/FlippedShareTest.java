package dev.graft.learning.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FlippedShareTest {

    private static final Offset<Double> EXACT = within(1e-9);

    @Test
    void takes_off_what_trusted_rows_show_too() {
        FlippedShare share = FlippedShare.of(new WrongLabelSigns(260, 1000, 0.1, 0.9, 1e9));

        assertThat(share.estimate()).isCloseTo(0.2, EXACT);
        assertThat(share.low()).isBetween(0.16, 0.17);
        assertThat(share.high()).isBetween(0.23, 0.24);
    }

    @Test
    void is_wilsons_interval_where_every_sign_is_right() {
        // given: 0 of 10 rows; Wilson's upper end is z² / (n + z²)
        FlippedShare share = FlippedShare.of(new WrongLabelSigns(0, 10, 0, 1, 0));

        assertThat(share.estimate()).isZero();
        assertThat(share.low()).isZero();
        assertThat(share.high()).isCloseTo(3.841458820694124 / 13.841458820694124, EXACT);
    }

    @Test
    void few_trusted_rows_make_it_less_sure() {
        FlippedShare few = FlippedShare.of(new WrongLabelSigns(100, 1000, 0.05, 0.9, 20));
        FlippedShare many = FlippedShare.of(new WrongLabelSigns(100, 1000, 0.05, 0.9, 2000));

        assertThat(few.estimate()).isEqualTo(many.estimate());
        assertThat(few.low()).isZero();
        assertThat(many.low()).isGreaterThan(0.03);
    }

    @Test
    void a_better_batch_than_the_trusted_rows_has_no_wrong_labels() {
        assertThat(FlippedShare.of(new WrongLabelSigns(10, 1000, 0.1, 0.9, 1000)))
                .isEqualTo(new FlippedShare(0, 0, 0));
    }

    @Test
    void nothing_is_told_of_no_rows_or_by_signs_that_all_rows_show_alike() {
        FlippedShare nothing = new FlippedShare(0, 0, 1);

        assertThat(FlippedShare.of(new WrongLabelSigns(0, 0, 0, 1, 0))).isEqualTo(nothing);
        assertThat(FlippedShare.of(new WrongLabelSigns(30, 90, 0.3, 0.34, 90))).isEqualTo(nothing);
    }

    @Test
    void trusted_rows_count_in_the_batch_s_mix_of_labels() {
        // given: trusted, 1 of 2 rows of label 0 disagrees and 0 of 4 of label 1
        List<JudgedRow> trusted = List.of(row(0, 1), row(0, 0), row(1, 1), row(1, 1), row(1, 1), row(1, 1));

        // then
        assertThat(WrongLabelSigns.of(List.of(row(0, 0), row(0, 1), row(0, 0)), trusted, 3))
                .isEqualTo(new WrongLabelSigns(1, 3, 0.5, 0.75, 2));
        assertThat(WrongLabelSigns.of(List.of(row(1, 2)), trusted, 3)).isEqualTo(new WrongLabelSigns(1, 1, 0, 1, 4));
    }

    @Test
    void without_rows_to_compare_with_the_joint_speaks_for_rows_that_are_not_in_it() {
        List<JudgedRow> batch = List.of(row(0, 1, 1), row(0, 0, 0), row(1, 1, 1), row(1, 0, JudgedRow.NONE));
        WrongLabelSigns signs = WrongLabelSigns.of(batch, List.of(row(2, 2)), 3);

        assertThat(signs).isEqualTo(new WrongLabelSigns(1, 4, 0, 0.75, 0));
        assertThat(FlippedShare.of(signs).estimate()).isCloseTo(1 / 3.0, EXACT);
    }

    private static JudgedRow row(int given, int suggested) {
        return row(given, suggested, suggested);
    }

    private static JudgedRow row(int given, int suggested, int confident) {
        return new JudgedRow(0, given, suggested, confident, 0.5, 0.5, 0, 0.5);
    }
}

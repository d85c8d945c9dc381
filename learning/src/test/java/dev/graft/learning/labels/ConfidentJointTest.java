package dev.graft.learning.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ConfidentJointTest {

    private static final Offset<Double> EXACT = within(1e-12);
    private static final Thresholds THRESHOLDS = new Thresholds(new double[] {0.7, 0.3, 0.5, Double.POSITIVE_INFINITY});

    @Test
    void the_most_probable_of_the_confident_labels_need_not_be_the_most_probable_of_all() {
        JudgedRow hard = judged(0, 0.6, 0.3, 0.1, 0);

        assertThat(hard.suggested()).isZero();
        assertThat(hard.agrees()).isTrue();
        assertThat(hard.confident()).isEqualTo(1);
        assertThat(hard.isDoubted()).isTrue();
        assertThat(hard.selfConfidence()).isEqualTo(0.6);
        assertThat(hard.suggestedProbability()).isEqualTo(0.6);
        assertThat(hard.margin()).isCloseTo(0.3, EXACT);
        assertThat(hard.suspicion()).isCloseTo(1 / 3.0, EXACT);
    }

    @Test
    void a_row_that_is_wrong_for_sure_has_suspicion_1() {
        JudgedRow wrong = judged(1, 1, 0, 0, 0);

        assertThat(wrong.margin()).isEqualTo(-1);
        assertThat(wrong.suspicion()).isEqualTo(1);
        assertThat(wrong.suggested()).isZero();
        assertThat(wrong.isDoubted()).isTrue();
    }

    @Test
    void a_probable_label_that_was_never_given_is_not_confident() {
        JudgedRow unsure = judged(1, 0.6, 0.2, 0.2, 0);
        JudgedRow unknown = judged(1, 0.05, 0.05, 0, 0.9);

        assertThat(unsure.confident()).isEqualTo(JudgedRow.NONE);
        assertThat(unsure.isDoubted()).isFalse();
        assertThat(unsure.suggested()).isZero();
        assertThat(unsure.suspicion()).isCloseTo(0.75, EXACT);
        assertThat(unknown.confident()).isEqualTo(JudgedRow.NONE);
    }

    @Test
    void counts_given_by_confident_labels_without_empty_cells() {
        List<JudgedRow> rows = List.of(
                judged(2, 0.8, 0.1, 0.1, 0),
                judged(0, 0.8, 0.1, 0.1, 0),
                judged(2, 0.9, 0.1, 0, 0),
                judged(2, 0.1, 0.4, 0.5, 0),
                judged(1, 0.6, 0.2, 0.2, 0));

        assertThat(JointCell.joint(rows))
                .containsExactly(new JointCell(0, 0, 1), new JointCell(2, 0, 2), new JointCell(2, 2, 1));
    }

    @Test
    void sharper_decisions_are_surer_and_unknown_labels_impossible() {
        double[] decisions = {Math.log(3), 0, Double.NEGATIVE_INFINITY};

        assertThat(HeldOutAnswers.softmax(decisions, 1)).containsExactly(new double[] {0.75, 0.25, 0}, EXACT);
        assertThat(HeldOutAnswers.softmax(decisions, 2)).containsExactly(new double[] {0.9, 0.1, 0}, EXACT);
    }

    private static JudgedRow judged(int given, double... probabilities) {
        return JudgedRow.of(0, given, probabilities, THRESHOLDS);
    }
}

package dev.graft.evaluator.hopeless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.graft.learning.gate.GateMetric;
import dev.graft.learning.metrics.ClassificationReport;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurveScoreTest {
    private static final List<String> LABELS = List.of("a", "b", "c", "d");

    @Test
    void counts_a_label_that_is_only_predicted_as_a_runs_own_curve_does() {
        // a: 3 of 4 right; b: 2 of 2; c is predicted once and never true; d is neither.
        ClassificationReport report =
                ClassificationReport.ofPredictions(new int[] {0, 0, 0, 0, 1, 1}, new int[] {0, 0, 0, 2, 1, 1}, LABELS);

        double curve = CurveScore.of(GateMetric.MACRO_F1, report);

        assertThat(curve).isCloseTo((6.0 / 7 + 1 + 0) / 3, within(1e-12));
        assertThat(curve).isLessThan(GateMetric.MACRO_F1.of(report));
    }

    @Test
    void takes_accuracy_as_it_is() {
        ClassificationReport report = ClassificationReport.ofPredictions(new int[] {0, 1}, new int[] {0, 0}, LABELS);

        assertThat(CurveScore.of(GateMetric.ACCURACY, report)).isEqualTo(0.5);
    }

    @Test
    void is_zero_for_no_rows() {
        ClassificationReport report = ClassificationReport.ofPredictions(new int[0], new int[0], LABELS);

        assertThat(CurveScore.of(GateMetric.MACRO_F1, report)).isZero();
    }
}

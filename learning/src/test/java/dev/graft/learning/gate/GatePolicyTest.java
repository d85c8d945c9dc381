package dev.graft.learning.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatePolicyTest {

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY})
    void refuses_a_setting_out_of_range_and_names_it(double bad) {
        assertRefused("minimumGain", () -> policy(bad, 0, null, null, null));
        assertRefused("maximumLossPerSlice", () -> policy(0, bad, null, null, null));
        assertRefused("minimumScore", () -> policy(0, 0, bad, null, null));
        assertRefused("maximumCalibrationError", () -> policy(0, 0, null, bad, null));
        assertRefused("confidence", () -> policy(0, 0, null, null, bad));
    }

    @Test
    void refuses_certainty_as_confidence_and_no_rows_as_enough() {
        assertRefused("confidence", () -> policy(0, 0, null, null, 1.0));
        assertRefused("confidence", () -> policy(0, 0, null, null, 0.5));
        assertRefused("minimumTestRows", () -> new GatePolicy(GateMetric.ACCURACY, 0, 0, 0, null, null, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"macro-f1", "accuracy", "balanced-accuracy", "matthews-correlation"})
    void finds_a_metric_by_its_id(String id) {
        assertThat(GateMetric.ofId(id).id()).isEqualTo(id);
    }

    @Test
    void names_the_known_metrics_when_asked_for_another() {
        assertRefused("macro-f1, accuracy, balanced-accuracy", () -> GateMetric.ofId("auc"));
    }

    private static void assertRefused(String message, ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(message);
    }

    private static GatePolicy policy(double gain, double loss, Double score, Double calibration, Double confidence) {
        return new GatePolicy(
                GateMetric.ACCURACY, gain, loss, 20, score, calibration, confidence == null ? 0 : confidence);
    }
}

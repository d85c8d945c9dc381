package dev.graft.learning.gate;

import static dev.graft.learning.gate.Answers.LABELS;
import static dev.graft.learning.gate.Answers.range;
import static dev.graft.learning.gate.Answers.wrongOn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The gate where a task has no champion yet. */
class FirstModelGateTest {

    private static final List<String> TRUTH = Answers.truth(40, LABELS);

    @Test
    void promotes_a_first_model_that_beats_the_majority_class() {
        GateVerdict verdict = decide(wrongOn(TRUTH, LABELS, range(0, 4)), GatePolicy.defaults());

        assertThat(verdict.promoted()).isTrue();
        assertThat(verdict.summary())
                .isEqualTo("Promoted as the first model: the challenger's macro F1 of 0.9000 on 40 test rows beats"
                        + " always answering 'refund', which scores 0.3333.");
    }

    @ParameterizedTest
    @EnumSource(GateMetric.class)
    void refuses_a_first_model_that_is_the_majority_class(GateMetric metric) {
        GateVerdict verdict =
                decide(Answers.constant(TRUTH, LABELS, "delivery"), new GatePolicy(metric, 0, 0.02, 20, null, null, 0));

        assertThat(verdict.promoted()).isFalse();
        assertThat(verdict.summary()).contains("does not beat always answering");
        RuleOutcome outcome = verdict.refusals().get(0);
        assertThat(outcome.value()).isCloseTo(outcome.threshold(), within(1e-12));
    }

    @Test
    void refuses_a_first_model_below_the_floor() {
        GatePolicy policy = new GatePolicy(GateMetric.ACCURACY, 0, 0.02, 20, 0.95, null, 0);

        GateVerdict verdict = decide(wrongOn(TRUTH, LABELS, range(0, 4)), policy);

        assertThat(verdict.refusals()).extracting(RuleOutcome::name).containsExactly("minimum-score");
        assertThat(decide(wrongOn(TRUTH, LABELS, 0, 1), policy).promoted()).isTrue();
    }

    @Test
    void leaves_open_what_a_first_model_is_worth_on_too_few_test_rows() {
        List<String> truth = Answers.truth(19, LABELS);

        GateVerdict verdict =
                PromotionGate.decide(new TestSplit(truth).firstModel(wrongOn(truth, LABELS)), GatePolicy.defaults());

        assertThat(verdict.decision()).isEqualTo(GateVerdict.Decision.INCONCLUSIVE);
        assertThat(verdict.moreTestRows()).isEqualTo(1);
        assertThat(verdict.summary()).contains("only 19 test rows and needs 20, which is 1 more.");
    }

    @Test
    void leaves_open_a_first_model_without_any_test_row() {
        GateVerdict verdict = PromotionGate.decide(
                new TestSplit(List.of()).firstModel(new ScoredRows(LABELS, new float[0][])), GatePolicy.defaults());

        assertThat(verdict.decision()).isEqualTo(GateVerdict.Decision.INCONCLUSIVE);
        assertThat(verdict.openQuestions()).extracting(RuleOutcome::name).containsExactly("enough-test-rows");
    }

    @Test
    void refuses_a_model_of_one_label_since_it_cannot_beat_a_constant() {
        List<String> one = List.of("refund");
        List<String> truth = Answers.truth(40, one);

        GateVerdict verdict =
                PromotionGate.decide(new TestSplit(truth).firstModel(wrongOn(truth, one)), GatePolicy.defaults());

        assertThat(verdict.promoted()).isFalse();
    }

    @Test
    void warns_of_a_label_without_test_rows_and_promotes_all_the_same() {
        List<String> labels = List.of("refund", "delivery", "praise");

        GateVerdict verdict = decide(Answers.certain(labels, TRUTH), GatePolicy.defaults());

        assertThat(verdict.promoted()).isTrue();
        assertThat(verdict.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.name()).isEqualTo("classes-without-test-rows");
            assertThat(warning.sentence())
                    .isEqualTo("The test rows say nothing about 1 label that no test row carries: 'praise'.");
        });
    }

    @Test
    void a_label_without_test_rows_does_not_lower_the_baseline() {
        List<String> labels = List.of("praise", "refund", "delivery");

        GateVerdict verdict = decide(Answers.constant(TRUTH, labels, "refund"), GatePolicy.defaults());

        assertThat(verdict.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.name()).isEqualTo("beats-majority-class");
            assertThat(refusal.threshold()).isCloseTo(1.0 / 3, within(1e-12));
        });
    }

    private static GateVerdict decide(ScoredRows challenger, GatePolicy policy) {
        return PromotionGate.decide(new TestSplit(TRUTH).firstModel(challenger), policy);
    }
}

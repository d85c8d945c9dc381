package dev.graft.learning.gate;

import static dev.graft.learning.gate.Answers.LABELS;
import static dev.graft.learning.gate.Answers.first;
import static dev.graft.learning.gate.Answers.range;
import static dev.graft.learning.gate.Answers.wrongOn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.graft.learning.gate.GateInput.Challenge;
import dev.graft.learning.metrics.ClassificationReport;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The gate between a challenger and a champion with the same labels. */
class PromotionGateTest {

    private static final int ROWS = 100;
    private static final List<String> TRUTH = Answers.truth(ROWS, LABELS);
    /** What is measured decides, luck included. */
    private static final GatePolicy POLICY = policy(GateMetric.MACRO_F1, 0, 0.02, null, null, null);

    @Test
    void promotes_a_challenger_that_is_better() {
        GateVerdict verdict = PromotionGate.decide(challenge(range(0, 10), range(0, 4)), POLICY);

        assertThat(verdict.promoted()).isTrue();
        assertThat(verdict.refusals()).isEmpty();
        assertThat(verdict.summary())
                .isEqualTo("Promoted: the challenger's macro F1 rises from the champion's 0.9000 to 0.9600 (+0.0600)"
                        + " on 100 test rows; the challenger alone is right on 6 rows, the champion alone on 0: a true"
                        + " gain of +0.0200 to +0.1003 (90 % interval, p = 0.014).");
    }

    @Test
    void refuses_a_challenger_that_is_worse() {
        GateVerdict verdict = PromotionGate.decide(
                challenge(range(0, 4), range(0, 5)), policy(GateMetric.MACRO_F1, 0, 0.1, null, null, null));

        assertThat(verdict.promoted()).isFalse();
        assertThat(names(verdict.refusals())).containsExactly("gain");
        assertThat(verdict.summary())
                .startsWith("Refused: the challenger's macro F1 falls from the champion's 0.9600 to 0.9500 (-0.0100)");
    }

    @Test
    void refuses_a_tie_that_is_right_on_other_rows() {
        GateVerdict verdict = PromotionGate.decide(challenge(range(0, 4), range(4, 8)), POLICY);

        assertThat(names(verdict.refusals())).containsExactly("gain");
        assertThat(verdict.summary())
                .isEqualTo("Refused: the challenger's macro F1 equals the champion's 0.9600 on 100 test rows:"
                        + " a tie does not replace the champion.");
    }

    @Test
    void refuses_an_identical_model_and_says_so() {
        GateVerdict verdict = PromotionGate.decide(challenge(range(0, 4), range(0, 4)), POLICY);

        assertThat(names(verdict.refusals())).containsExactly("gain");
        assertThat(verdict.summary()).contains("right and wrong on exactly the same rows");
    }

    @Test
    void refuses_a_challenger_that_is_better_on_average_but_loses_on_the_earlier_rows() {
        GateVerdict verdict = PromotionGate.decide(challenge(range(50, 70), range(0, 4)), POLICY);

        assertThat(names(verdict.refusals())).containsExactly("no-loss-on-earlier");
        assertThat(verdict.summary())
                .isEqualTo("Refused: on the slice 'earlier' (50 test rows) the macro F1 goes from 1.0000 to 0.9200"
                        + " (-0.0800), beyond the allowed loss of 0.0200.");
    }

    @Test
    void allows_a_loss_on_a_slice_up_to_the_margin() {
        GateVerdict verdict = PromotionGate.decide(
                challenge(range(50, 70), range(0, 1)), policy(GateMetric.ACCURACY, 0, 0.02, null, null, null));

        assertThat(verdict.promoted()).isTrue();
        assertThat(outcome(verdict, "no-loss-on-earlier").value()).isCloseTo(0.02, within(1e-12));
    }

    @Test
    void does_not_judge_a_slice_of_few_rows_alone() {
        Challenge input = new TestSplit(TRUTH)
                .challenge(wrongOn(TRUTH, LABELS, 99), wrongOn(TRUTH, LABELS, range(0, 10)), first(90));

        GateVerdict verdict = PromotionGate.decide(input, POLICY);

        assertThat(verdict.promoted()).isTrue();
        assertThat(outcome(verdict, "no-loss-on-batch").severity()).isEqualTo(RuleOutcome.Severity.INFORMATION);
        assertThat(outcome(verdict, "no-loss-on-batch").sentence())
                .isEqualTo("The slice 'batch' has 10 test rows, too few to be judged alone (20 are needed).");
    }

    @Test
    void refuses_a_gain_below_the_minimum_and_takes_one_that_reaches_it() {
        Challenge input = challenge(range(0, 10), range(0, 5));

        GateVerdict below = PromotionGate.decide(input, policy(GateMetric.ACCURACY, 0.06, 0.02, null, null, null));
        GateVerdict reached = PromotionGate.decide(input, policy(GateMetric.ACCURACY, 0.05, 0.02, null, null, null));

        assertThat(below.summary()).contains("less than the asked gain of 0.0600");
        assertThat(reached.promoted()).isTrue();
    }

    @Test
    void leaves_open_what_too_few_test_rows_tell_and_says_how_many_are_needed() {
        List<String> truth = Answers.truth(13, LABELS);
        Challenge input =
                new TestSplit(truth).challenge(wrongOn(truth, LABELS), wrongOn(truth, LABELS, 0, 1, 2), first(6));

        GateVerdict verdict = PromotionGate.decide(input, POLICY);

        assertThat(verdict.decision()).isEqualTo(GateVerdict.Decision.INCONCLUSIVE);
        assertThat(names(verdict.openQuestions())).containsExactly("enough-test-rows");
        assertThat(verdict.moreTestRows()).isEqualTo(7);
        assertThat(verdict.summary())
                .isEqualTo("Inconclusive: the gate has only 13 test rows and needs 20, which is 7 more.");
    }

    @Test
    void refuses_when_the_champion_has_an_empty_report() {
        ClassificationReport challenger = new TestSplit(TRUTH)
                .firstModel(wrongOn(TRUTH, LABELS))
                .challenger()
                .all();
        ClassificationReport empty = ClassificationReport.ofPredictions(new int[0], new int[0], LABELS);
        Challenge input = new Challenge(
                new ModelScores(LABELS, Map.of(Slice.ALL, challenger)),
                new ModelScores(LABELS, Map.of(Slice.ALL, empty)),
                new PairedOutcomes(0, 0),
                Answers.none(),
                null);

        GateVerdict verdict = PromotionGate.decide(input, POLICY);

        assertThat(names(verdict.refusals())).containsExactly("same-test-rows");
        assertThat(verdict.summary()).contains("champion is not scored on the 100 test rows");
    }

    @Test
    void refuses_when_the_models_are_scored_on_other_rows() {
        ClassificationReport one = ClassificationReport.ofPredictions(new int[30], new int[30], LABELS);
        ClassificationReport other = ClassificationReport.ofPredictions(new int[31], new int[31], LABELS);
        Challenge input = new Challenge(
                new ModelScores(LABELS, Map.of(Slice.ALL, one)),
                new ModelScores(LABELS, Map.of(Slice.ALL, other)),
                new PairedOutcomes(0, 0),
                Answers.none(),
                null);

        assertThat(PromotionGate.decide(input, POLICY).summary())
                .startsWith("Refused: the two models are scored on different rows of 'all'");
    }

    @Test
    void leaves_open_when_there_is_no_test_row_at_all() {
        Challenge input = new TestSplit(List.of())
                .challenge(new ScoredRows(LABELS, new float[0][]), new ScoredRows(LABELS, new float[0][]), first(0));

        GateVerdict verdict = PromotionGate.decide(input, POLICY);

        assertThat(verdict.promoted()).isFalse();
        assertThat(verdict.summary()).startsWith("Inconclusive: the gate has only 0 test rows and needs 20");
    }

    @Test
    void refuses_below_the_floor_and_above_the_calibration_limit_and_names_both() {
        GateVerdict verdict = PromotionGate.decide(
                challenge(range(0, 40), range(0, 30)), policy(GateMetric.ACCURACY, 0, 0.02, 0.8, 0.1, null));

        assertThat(names(verdict.refusals())).containsExactly("minimum-score", "calibration");
        assertThat(verdict.summary())
                .isEqualTo("Refused: the challenger's accuracy of 0.7000 is below the asked minimum of 0.8000"
                        + " (also failed: calibration).");
        assertThat(outcome(verdict, "calibration").value()).isCloseTo(0.3, within(1e-9));
    }

    @Test
    void refuses_to_judge_calibration_without_probabilities() {
        ClassificationReport bare = ClassificationReport.ofPredictions(new int[30], new int[30], LABELS);
        GateInput input = new GateInput.FirstModel(new ModelScores(LABELS, Map.of(Slice.ALL, bare)));

        GateVerdict verdict = PromotionGate.decide(input, policy(GateMetric.ACCURACY, 0, 0.02, null, 0.1, null));

        assertThat(names(verdict.refusals())).contains("calibration");
    }

    @Test
    void asks_for_confidence_only_where_the_policy_does() {
        Challenge input = challenge(range(0, 5), range(0, 2));

        GateVerdict reported = PromotionGate.decide(input, POLICY);
        GateVerdict asked = PromotionGate.decide(input, policy(GateMetric.MACRO_F1, 0, 0.02, null, null, 0.95));

        assertThat(reported.promoted()).isTrue();
        assertThat(outcome(reported, "confidence").value()).isCloseTo(0.125, within(0.01));
        assertThat(outcome(reported, "confidence").threshold()).isNull();
        assertThat(asked.decision()).isEqualTo(GateVerdict.Decision.INCONCLUSIVE);
        assertThat(names(asked.openQuestions())).containsExactly("confidence");
        assertThat(asked.summary()).contains("not enough for the asked confidence of 0.95; about");
    }

    @Test
    void takes_a_difference_that_is_sure_enough_and_never_one_in_the_champions_favour() {
        GatePolicy sure = policy(GateMetric.MACRO_F1, 0, 0.2, null, null, 0.95);

        GateVerdict better = PromotionGate.decide(challenge(range(0, 10), range(0, 4)), sure);
        GateVerdict worse = PromotionGate.decide(challenge(range(0, 4), range(0, 10)), sure);

        assertThat(better.promoted()).isTrue();
        assertThat(outcome(better, "confidence").sentence()).endsWith("enough for the asked confidence of 0.95.");
        assertThat(outcome(better, "confidence").threshold()).isCloseTo(0.05, within(1e-12));
        assertThat(names(worse.refusals())).containsExactly("gain");
    }

    @Test
    void judges_on_exactly_the_minimum_number_of_rows() {
        List<String> truth = Answers.truth(40, LABELS);
        Challenge input = new TestSplit(truth)
                .challenge(wrongOn(truth, LABELS, 0), wrongOn(truth, LABELS, range(20, 30)), first(20));

        GateVerdict verdict = PromotionGate.decide(input, POLICY);

        assertThat(names(verdict.refusals())).containsExactly("no-loss-on-earlier");
        assertThat(verdict.outcomes())
                .extracting(RuleOutcome::name)
                .containsExactly(
                        "same-test-rows",
                        "enough-test-rows",
                        "keeps-champion-labels",
                        "gain",
                        "no-loss-on-earlier",
                        "no-loss-on-batch",
                        "confidence",
                        "classes-without-test-rows");
        assertThat(outcome(verdict, "no-loss-on-batch").severity()).isEqualTo(RuleOutcome.Severity.REQUIRED);
        assertThat(PromotionGate.decide(input, new GatePolicy(GateMetric.ACCURACY, 0, 1, 40, null, null, 0))
                        .promoted())
                .isTrue();
    }

    @Test
    void takes_a_score_and_a_calibration_that_just_reach_their_limits() {
        GateVerdict verdict = PromotionGate.decide(
                challenge(range(0, 40), range(0, 30)), policy(GateMetric.ACCURACY, 0, 0.02, 0.7, 0.3, null));

        assertThat(verdict.promoted()).isTrue();
        assertThat(outcome(verdict, "minimum-score").sentence()).contains("reaches the asked minimum of 0.7000");
        assertThat(outcome(verdict, "calibration").sentence()).contains("by 0.3000 on average, within the limit");
    }

    @Test
    void verdicts_come_back_from_json_as_they_went_in() throws IOException {
        JsonMapper json = new JsonMapper();
        GateVerdict verdict = PromotionGate.decide(challenge(range(0, 10), range(0, 4)), POLICY);

        String written = json.writeValueAsString(verdict);

        assertThat(written).contains("\"decision\":\"promoted\"").contains("\"severity\":\"required\"");
        assertThat(json.readValue(written, GateVerdict.class)).isEqualTo(verdict);
        assertThat(json.readValue(json.writeValueAsString(POLICY), GatePolicy.class))
                .isEqualTo(POLICY);
    }

    @Test
    void every_pair_of_models_has_a_verdict_with_reasons() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<String> truth = Answers.truth(random.nextInt(60), LABELS);
            int[] championErrors = errors(random, truth.size());
            int[] challengerErrors = errors(random, truth.size());
            Challenge input = new TestSplit(truth)
                    .challenge(
                            wrongOn(truth, LABELS, challengerErrors),
                            wrongOn(truth, LABELS, championErrors),
                            first(random.nextInt(61)));

            GateVerdict verdict = PromotionGate.decide(input, POLICY);

            assertThat(verdict.promoted())
                    .as("seed %d", seed)
                    .isEqualTo(verdict.refusals().isEmpty()
                            && verdict.openQuestions().isEmpty());
            assertThat(verdict.outcomes()).allSatisfy(outcome -> {
                assertThat(outcome.value()).isFinite();
                assertThat(outcome.sentence()).matches("[A-Z].*\\.").doesNotContain("NaN");
            });
            assertThat(verdict.summary()).matches("(Promoted|Refused|Inconclusive): [a-z].*\\.");
        }
    }

    @Test
    void never_promotes_both_of_two_models_over_each_other() {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            int[] one = errors(random, ROWS);
            int[] other = errors(random, ROWS);

            boolean forward =
                    PromotionGate.decide(challenge(one, other), POLICY).promoted();
            boolean backward =
                    PromotionGate.decide(challenge(other, one), POLICY).promoted();

            assertThat(forward && backward).as("seed %d", seed).isFalse();
        }
    }

    private static int[] errors(Random random, int rows) {
        double rate = random.nextDouble();
        return IntStream.range(0, rows)
                .filter(row -> random.nextDouble() < rate)
                .toArray();
    }

    /** Both models on 100 rows, of which the first 50 are the earlier ones; each is wrong on the given rows. */
    private static Challenge challenge(int[] championErrors, int[] challengerErrors) {
        return new TestSplit(TRUTH)
                .challenge(wrongOn(TRUTH, LABELS, challengerErrors), wrongOn(TRUTH, LABELS, championErrors), first(50));
    }

    private static GatePolicy policy(
            GateMetric metric, double gain, double loss, Double score, Double calibration, Double confidence) {
        return new GatePolicy(metric, gain, loss, 20, score, calibration, confidence == null ? 0 : confidence);
    }

    private static List<String> names(List<RuleOutcome> outcomes) {
        return outcomes.stream().map(RuleOutcome::name).toList();
    }

    private static RuleOutcome outcome(GateVerdict verdict, String name) {
        return verdict.outcomes().stream()
                .filter(outcome -> outcome.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}

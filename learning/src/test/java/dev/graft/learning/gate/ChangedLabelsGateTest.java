package dev.graft.learning.gate;

import static dev.graft.learning.gate.Answers.LABELS;
import static dev.graft.learning.gate.Answers.first;
import static dev.graft.learning.gate.Answers.range;
import static dev.graft.learning.gate.Answers.wrongOn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.graft.learning.gate.GateInput.Challenge;
import dev.graft.learning.metrics.ClassificationReport;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The gate where challenger and champion know different labels. */
class ChangedLabelsGateTest {

    private static final List<String> GROWN = List.of("praise", "refund", "delivery");
    /** Forty rows with labels that both know, then twenty with the new one. */
    private static final List<String> TRUTH = Stream.concat(
                    Answers.truth(40, LABELS).stream(), Answers.truth(20, List.of("praise")).stream())
            .toList();

    @Test
    void counts_rows_with_a_new_label_as_the_champions_errors() {
        Challenge input = challenge(wrongOn(TRUTH, GROWN), champion());

        GateVerdict verdict = PromotionGate.decide(input, GatePolicy.defaults());

        assertThat(input.champion().all().accuracy()).isEqualTo(40.0 / 60);
        assertThat(input.paired()).isEqualTo(new PairedOutcomes(0, 20));
        assertThat(verdict.promoted()).isTrue();
        assertThat(verdict.outcomes())
                .filteredOn(outcome -> outcome.name().equals("new-labels"))
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.sentence())
                        .isEqualTo("The challenger knows 1 label that the champion lacks: 'praise';"
                                + " the champion cannot be right on their 20 test rows."));
    }

    @Test
    void judges_loss_on_the_rows_whose_label_both_know() {
        Challenge input = challenge(wrongOn(TRUTH, GROWN, range(0, 9)), champion());

        GateVerdict verdict = PromotionGate.decide(input, GatePolicy.defaults());

        assertThat(input.challenger().slice(Slice.SHARED_LABELS).rows()).isEqualTo(40);
        assertThat(verdict.refusals())
                .extracting(RuleOutcome::name)
                .containsExactly("no-loss-on-earlier", "no-loss-on-shared-labels");
    }

    @Test
    void leaves_open_where_hardly_any_row_has_a_label_that_both_know() {
        List<String> truth = Stream.concat(
                        Answers.truth(10, LABELS).stream(), Answers.truth(30, List.of("praise")).stream())
                .toList();
        Challenge input =
                new TestSplit(truth).challenge(wrongOn(truth, GROWN), Answers.certain(LABELS, truth), first(0));

        GateVerdict verdict = PromotionGate.decide(input, GatePolicy.defaults());

        assertThat(verdict.summary())
                .isEqualTo("Inconclusive: the gate has only 10 test rows with a label that both models know"
                        + " and needs 20, which is 10 more.");
    }

    @Test
    void refuses_a_challenger_that_lacks_a_label_of_the_champion_and_names_it() {
        List<String> truth = Answers.truth(40, LABELS);
        Challenge input =
                new TestSplit(truth).challenge(wrongOn(truth, LABELS), wrongOn(truth, GROWN, range(0, 10)), first(20));

        GateVerdict verdict = PromotionGate.decide(input, GatePolicy.defaults());

        assertThat(verdict.refusals()).extracting(RuleOutcome::name).containsExactly("keeps-champion-labels");
        assertThat(verdict.summary())
                .isEqualTo("Refused: the challenger lacks 1 label that the champion knows: 'praise'.");
    }

    @Test
    void names_five_of_many_lost_labels_and_counts_the_others() {
        List<String> many =
                IntStream.range(0, 9).mapToObj(index -> "intent " + index).toList();
        List<String> truth = Answers.truth(40, many.subList(0, 2));
        Challenge input =
                new TestSplit(truth).challenge(wrongOn(truth, many.subList(0, 2)), wrongOn(truth, many), first(20));

        assertThat(PromotionGate.decide(input, GatePolicy.defaults()).summary())
                .contains("7 labels that the champion knows: 'intent 2', 'intent 3'")
                .contains("'intent 6' and 2 more");
    }

    @Test
    void the_order_of_the_labels_does_not_matter() {
        List<String> truth = Answers.truth(40, LABELS);
        List<String> turned = List.of("delivery", "refund");

        Challenge straight =
                new TestSplit(truth).challenge(wrongOn(truth, LABELS, 3), wrongOn(truth, LABELS, 1, 2), first(20));
        Challenge mixed =
                new TestSplit(truth).challenge(wrongOn(truth, LABELS, 3), wrongOn(truth, turned, 1, 2), first(20));

        assertThat(PromotionGate.decide(mixed, GatePolicy.defaults()))
                .isEqualTo(PromotionGate.decide(straight, GatePolicy.defaults()));
    }

    @Test
    void a_row_whose_label_neither_model_knows_is_an_error_of_both() {
        List<String> truth = Stream.concat(Answers.truth(30, LABELS).stream(), Stream.of("unheard of"))
                .toList();
        Challenge input = new TestSplit(truth)
                .challenge(Answers.certain(LABELS, truth), Answers.certain(LABELS, truth), first(0));

        assertThat(input.challenger().all().accuracy()).isEqualTo(30.0 / 31);
        assertThat(input.champion().all().accuracy()).isEqualTo(30.0 / 31);
    }

    @Test
    void needs_the_shared_labels_slice_and_the_same_slices_of_both() {
        ClassificationReport report = ClassificationReport.ofPredictions(new int[30], new int[30], GROWN);
        ModelScores grown = new ModelScores(GROWN, Map.of(Slice.ALL, report));
        ModelScores old = new ModelScores(LABELS, Map.of(Slice.ALL, report));
        ModelScores sliced = new ModelScores(LABELS, Map.of(Slice.ALL, report, Slice.BATCH, report));
        PairedOutcomes paired = new PairedOutcomes(0, 0);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Challenge(grown, old, paired, Answers.none(), null))
                .withMessageContaining("shared-labels");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Challenge(old, sliced, paired, Answers.none(), null))
                .withMessageContaining("batch");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ModelScores(LABELS, Map.of(Slice.BATCH, report)))
                .withMessageContaining("all");
        assertThatIllegalArgumentException().isThrownBy(() -> old.slice(Slice.BATCH));
    }

    private static ScoredRows champion() {
        return Answers.certain(LABELS, TRUTH);
    }

    private static Challenge challenge(ScoredRows challenger, ScoredRows champion) {
        return new TestSplit(TRUTH).challenge(challenger, champion, first(40));
    }
}

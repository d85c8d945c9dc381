package dev.graft.learning.gate;

import static dev.graft.learning.gate.Answers.LABELS;
import static dev.graft.learning.gate.Answers.first;
import static dev.graft.learning.gate.Answers.wrongOn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.graft.learning.gate.GateInput.Challenge;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestSplitTest {

    private static final List<String> TRUTH = Answers.truth(10, LABELS);

    @Test
    void divides_all_rows_into_earlier_and_batch() {
        Challenge input =
                new TestSplit(TRUTH).challenge(wrongOn(TRUTH, LABELS, 9), wrongOn(TRUTH, LABELS, 0), first(4));

        assertThat(input.challenger().slices().keySet()).containsExactly(Slice.ALL, Slice.EARLIER, Slice.BATCH);
        assertThat(input.champion().slice(Slice.EARLIER).accuracy()).isEqualTo(0.75);
        assertThat(input.champion().slice(Slice.BATCH).accuracy()).isEqualTo(1.0);
        assertThat(input.challenger().slice(Slice.EARLIER).accuracy()).isEqualTo(1.0);
        assertThat(input.challenger().slice(Slice.BATCH).accuracy()).isEqualTo(5.0 / 6);
        assertThat(input.paired()).isEqualTo(new PairedOutcomes(1, 1));
    }

    @Test
    void ignores_earlier_rows_beyond_the_split_and_leaves_the_given_set_alone() {
        var earlier = first(500);

        Challenge input = new TestSplit(TRUTH).challenge(wrongOn(TRUTH, LABELS), wrongOn(TRUTH, LABELS), earlier);

        assertThat(input.challenger().slice(Slice.EARLIER).rows()).isEqualTo(10);
        assertThat(input.challenger().slice(Slice.BATCH).rows()).isZero();
        assertThat(earlier.cardinality()).isEqualTo(500);
    }

    @Test
    void refuses_answers_to_other_rows() {
        List<String> fewer = TRUTH.subList(0, 9);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TestSplit(TRUTH).firstModel(wrongOn(fewer, LABELS)))
                .withMessage("10 test rows but 9 answers");
    }
}

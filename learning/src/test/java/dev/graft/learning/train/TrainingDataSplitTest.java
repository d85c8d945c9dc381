package dev.graft.learning.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainingDataSplitTest {
    private static final List<LabelledText> ROWS = IntStream.range(0, 10)
            .mapToObj(i -> LabelledText.of("text " + i, i % 2 == 0 ? "b" : "a"))
            .toList();

    @Test
    void splits_every_row_to_one_side_and_in_the_same_way_again() {
        TrainingData data = TrainingData.split(ROWS, 0.2, 7);

        assertThat(data.validation()).hasSize(2);
        assertThat(data.train()).hasSize(8).doesNotContainAnyElementsOf(data.validation());
        assertThat(data.labels()).containsExactly("a", "b");
        assertThat(TrainingData.split(ROWS, 0.2, 7)).isEqualTo(data);
        assertThat(TrainingData.split(ROWS, 0.2, 8)).isNotEqualTo(data);
    }

    @Test
    void keeps_a_row_on_either_side() {
        assertThat(TrainingData.split(ROWS, 0.001, 7).validation()).hasSize(1);
        assertThat(TrainingData.split(ROWS, 0.999, 7).train()).hasSize(1);
    }

    @Test
    void refuses_what_cannot_be_split() {
        assertThatIllegalArgumentException().isThrownBy(() -> TrainingData.split(ROWS.subList(0, 1), 0.2, 7));
        assertThatIllegalArgumentException().isThrownBy(() -> TrainingData.split(ROWS, 1, 7));
    }
}

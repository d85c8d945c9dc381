package dev.graft.learning.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import dev.graft.learning.tensor.HostTensor;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsedWordsTest {

    private static final HostTensor TABLE =
            HostTensor.of(new Shape(6, 2), 0, 0.5f, 1, 1.5f, 2, 2.5f, 3, 3.5f, 4, 4.5f, 5, 5.5f);
    private static final List<Tokens> ROWS =
            List.of(new Tokens(new int[] {5, 2, 2}, new int[] {0, 0, 1}), new Tokens(new int[] {2}, new int[] {0}));

    @Test
    void numbers_the_words_of_the_rows_and_the_padding() {
        UsedWords words = UsedWords.of(ROWS, 0);

        assertThat(words.renumbered(ROWS).get(0).ids()).containsExactly(2, 1, 1);
        assertThat(words.renumbered(ROWS).get(0).types()).containsExactly(0, 0, 1);
        assertThat(words.number(0)).isZero();
        assertThatThrownBy(() -> words.number(3)).hasMessageContaining("3");
    }

    @Test
    void cuts_a_table_to_them_and_puts_what_was_learnt_back() {
        UsedWords words = UsedWords.of(ROWS, 0);

        assertThat(words.cut(TABLE)).isEqualTo(HostTensor.of(new Shape(3, 2), 0, 0.5f, 2, 2.5f, 5, 5.5f));
        assertThat(words.restored(TABLE, words.cut(TABLE))).isEqualTo(TABLE);
        assertThat(words.restored(TABLE, HostTensor.of(new Shape(3, 2), 9, 8, 7, 6, 5, 4))
                        .values())
                .isEqualTo(FloatBuffer.wrap(new float[] {9, 8, 1, 1.5f, 7, 6, 3, 3.5f, 4, 4.5f, 5, 4}));
    }
}

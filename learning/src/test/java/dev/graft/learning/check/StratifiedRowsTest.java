package dev.graft.learning.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StratifiedRowsTest {

    /** 800 rows of label 0, 190 of label 1, 9 of label 2, 1 of label 3. */
    private static final int[] LABELS = IntStream.range(0, 1000)
            .map(row -> row < 800 ? 0 : row < 990 ? 1 : row < 999 ? 2 : 3)
            .toArray();

    @Test
    void a_sample_keeps_the_labels_shares_and_every_label() {
        int[] rows = StratifiedRows.sample(LABELS, 100, new Random(1));

        assertThat(rows).hasSize(100).isSorted().doesNotHaveDuplicates();
        assertThat(count(rows, 0)).isBetween(75L, 80L);
        assertThat(count(rows, 1)).isBetween(18L, 20L);
        assertThat(count(rows, 2)).isBetween(2L, 3L);
        assertThat(count(rows, 3)).isEqualTo(1);
    }

    @Test
    void a_sample_of_more_rows_than_there_are_is_all_rows() {
        assertThat(StratifiedRows.sample(LABELS, 5000, new Random(1)))
                .isEqualTo(IntStream.range(0, 1000).toArray());
    }

    @Test
    void a_sample_depends_on_its_seed_alone() {
        assertThat(StratifiedRows.sample(LABELS, 50, new Random(1)))
                .isEqualTo(StratifiedRows.sample(LABELS, 50, new Random(1)))
                .isNotEqualTo(StratifiedRows.sample(LABELS, 50, new Random(2)));
    }

    @Test
    void folds_share_rows_and_labels_evenly() {
        int[] fold = StratifiedRows.folds(LABELS, 5, new Random(1));

        for (int held = 0; held < 5; held++) {
            int of = held;
            int[] rows = IntStream.range(0, 1000).filter(row -> fold[row] == of).toArray();
            assertThat(rows).hasSize(200);
            assertThat(count(rows, 0)).isEqualTo(160);
            assertThat(count(rows, 1)).isEqualTo(38);
            assertThat(count(rows, 2)).isBetween(1L, 2L);
        }
    }

    private static long count(int[] rows, int label) {
        return Arrays.stream(rows).filter(row -> LABELS[row] == label).count();
    }
}

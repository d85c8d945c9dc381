package dev.graft.dataprep.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.dataprep.rule.RowIds;
import org.junit.jupiter.api.Test;

class RowIndexTest {
    private static final int ROWS = 50_000;

    @Test
    void finds_every_row_with_its_label_and_no_other() {
        RowIndex index = index("row ");

        for (int i = 0; i < ROWS; i++) {
            assertThat(index.labelOf(RowIds.of("row " + i))).isEqualTo("label " + i % 7);
            assertThat(index.labelOf(RowIds.of("other " + i))).isNull();
        }
        assertThat(index.size()).isEqualTo(ROWS);
    }

    @Test
    void the_first_label_of_a_row_stays() {
        RowIndex index = new RowIndex();
        index.add(RowIds.of("a"), "first");
        index.add(RowIds.of("a"), "second");

        assertThat(index.labelOf(RowIds.of("a"))).isEqualTo("first");
        assertThat(index.size()).isEqualTo(1);
    }

    @Test
    void takes_over_the_rows_of_another_index() {
        RowIndex index = index("row ");

        index.addAll(index("more "));

        assertThat(index.size()).isEqualTo(2 * ROWS);
        assertThat(index.labelOf(RowIds.of("more 8"))).isEqualTo("label 1");
    }

    private static RowIndex index(String prefix) {
        RowIndex index = new RowIndex();
        for (int i = 0; i < ROWS; i++) {
            index.add(RowIds.of(prefix + i), "label " + i % 7);
        }
        return index;
    }
}

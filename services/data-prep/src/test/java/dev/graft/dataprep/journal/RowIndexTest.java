package dev.graft.dataprep.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.dataprep.rule.RowIds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowIndexTest {
    /** Fewer than lie in memory, and twice as many are more. */
    private static final int ROWS = 50_000;

    @TempDir
    Path folder;

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
        RowIndex index = new RowIndex(folder);
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
        assertThat(index.labelOf(RowIds.of("row 8"))).isEqualTo("label 1");
        assertThat(index.labelOf(RowIds.of("other 8"))).isNull();
    }

    @Test
    void more_rows_than_memory_holds_lie_in_a_file_that_leaves_nothing_behind() throws Exception {
        try (RowIndex index = new RowIndex(folder)) {
            for (int i = 0; i < 5 * RowIndex.MAX_IN_MEMORY; i++) {
                index.add(RowIds.of("row " + i), "label " + i % 7);
            }
            for (int i = 0; i < 5 * RowIndex.MAX_IN_MEMORY; i += 97) {
                assertThat(index.labelOf(RowIds.of("row " + i))).isEqualTo("label " + i % 7);
                assertThat(index.labelOf(RowIds.of("other " + i))).isNull();
            }
            index.add(RowIds.of("row 3"), "another");
            assertThat(index.labelOf(RowIds.of("row 3"))).isEqualTo("label 3");
            assertThat(index.size()).isEqualTo(5 * RowIndex.MAX_IN_MEMORY);
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    private RowIndex index(String prefix) {
        RowIndex index = new RowIndex(folder);
        for (int i = 0; i < ROWS; i++) {
            index.add(RowIds.of(prefix + i), "label " + i % 7);
        }
        return index;
    }
}

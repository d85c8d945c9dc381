package dev.graft.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.task.Split;
import dev.graft.learning.text.TextInput;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowsToLearnTest {
    @Test
    void of_rows_without_labels_those_that_have_one_by_now_or_are_held_out_are_left_out() {
        RowsToLearn labelled = new RowsToLearn(
                List.of(row("a", "delivery", Split.TRAIN), row("b", "payment", Split.TRAIN)),
                List.of(row("c", "delivery", Split.VALIDATION)),
                List.of("delivery", "payment"),
                List.of(row("d", "payment", Split.TRAIN)),
                List.of(),
                null);

        RowsToLearn all = labelled.beside(List.of(
                without("b", Split.TRAIN),
                without("d", Split.TRAIN),
                without("e", Split.TRAIN),
                without("e", Split.TRAIN),
                without("f", Split.TEST),
                without("g", Split.VALIDATION),
                without("h", Split.TRAIN)));

        assertThat(all.texts().unlabelled()).containsExactly(TextInput.of("text e"), TextInput.of("text h"));
        assertThat(all.all()).hasSize(4);
        assertThat(labelled.texts().unlabelled()).isEmpty();
    }

    private static DatasetRow without(String id, String split) {
        return row(id, DatasetRow.UNLABELLED, split);
    }

    private static DatasetRow row(String id, String label, String split) {
        return new DatasetRow(id, "text " + id, label, split, "batch");
    }
}

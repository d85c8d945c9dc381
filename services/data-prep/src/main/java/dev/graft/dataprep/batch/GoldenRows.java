package dev.graft.dataprep.batch;

import dev.graft.dataprep.duplicate.Near;
import dev.graft.dataprep.duplicate.NearDuplicates;
import dev.graft.dataprep.duplicate.Sketch;
import dev.graft.dataprep.journal.RowIndex;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a task's golden set, as far as batches are compared with them.
 *
 * @param rows by id
 * @param near their sketches; null: the task does not ask for near-duplicates
 */
record GoldenRows(RowIndex rows, @Nullable NearDuplicates near) {
    /** The row that another is, or differs little from; empty: nothing keeps it from being learnt from. */
    Optional<String> overlap(String rowId, @Nullable Sketch sketch) {
        if (rows.labelOf(rowId) != null) {
            return Optional.of("the golden set, from which nothing may be learnt, holds this row");
        }
        Optional<Near> found = near == null || sketch == null ? Optional.empty() : near.firstNear(rowId, sketch);
        return found.map(row -> String.format(
                Locale.ROOT,
                "it differs little from a text of the golden set (similarity %.2f), from which nothing may be learnt",
                row.similarity()));
    }
}

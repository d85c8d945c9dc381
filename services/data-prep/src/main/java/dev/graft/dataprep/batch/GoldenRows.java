package dev.graft.dataprep.batch;

import dev.graft.contracts.event.ObjectRef;
import dev.graft.dataprep.duplicate.Near;
import dev.graft.dataprep.duplicate.NearDuplicates;
import dev.graft.dataprep.duplicate.Sketch;
import dev.graft.dataprep.image.NearImages;
import dev.graft.dataprep.image.PerceptualHash;
import dev.graft.dataprep.journal.RowIndex;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a task's golden set, as far as batches are compared with them.
 *
 * @param shard all of them, in a file such as a snapshot's shards are
 * @param rows by id
 * @param near sketches of texts; null: the rows are none, or the task does not ask for near-duplicates
 * @param nearImages null: the rows are no pictures, or the task does not ask for near-duplicates
 */
record GoldenRows(
        ObjectRef shard,
        RowIndex rows,
        @Nullable NearDuplicates near,
        @Nullable NearImages nearImages) {
    /** The row that a row of numbers is; empty: nothing keeps it from being learnt from. */
    Optional<String> overlap(String rowId) {
        return rows.labelOf(rowId) == null
                ? Optional.empty()
                : Optional.of("the golden set, from which nothing may be learnt, holds this row");
    }

    /** The picture that another is, or differs little from; empty: nothing keeps it from being learnt from. */
    Optional<String> overlap(String rowId, PerceptualHash hash) {
        Optional<String> equal = overlap(rowId);
        if (equal.isPresent() || nearImages == null) {
            return equal;
        }
        return nearImages
                .firstNear(rowId, hash)
                .map(image -> String.format(
                        Locale.ROOT,
                        "it differs little from a picture of the golden set (%d of %d bits of their hashes), from which"
                                + " nothing may be learnt",
                        image.distance(),
                        PerceptualHash.BITS));
    }

    /** The text that another is, or differs little from; empty: nothing keeps it from being learnt from. */
    Optional<String> overlap(String rowId, @Nullable Sketch sketch) {
        Optional<String> equal = overlap(rowId);
        if (equal.isPresent()) {
            return equal;
        }
        Optional<Near> found = near == null || sketch == null ? Optional.empty() : near.firstNear(rowId, sketch);
        return found.map(row -> String.format(
                Locale.ROOT,
                "it differs little from a text of the golden set (similarity %.2f), from which nothing may be learnt",
                row.similarity()));
    }
}

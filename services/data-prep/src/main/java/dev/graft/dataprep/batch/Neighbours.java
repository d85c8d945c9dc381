package dev.graft.dataprep.batch;

import dev.graft.dataprep.duplicate.Near;
import dev.graft.dataprep.duplicate.NearDuplicates;
import dev.graft.dataprep.duplicate.Nearness;
import dev.graft.dataprep.duplicate.Sketch;
import dev.graft.dataprep.duplicate.SketchedRow;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The known rows that a new one may be near to: those of the data set, then those of its batch before it. A row near to
 * one goes into its split, so that no model is tested on what it has all but learnt. Not thread-safe.
 */
final class Neighbours {
    private final @Nullable NearDuplicates dataset;
    private final @Nullable NearDuplicates batch;
    private final int maxRows;

    /**
     * @param dataset which is not changed; null: the task does not ask for near-duplicates
     * @param nearness of the index; empty where there is none
     * @param maxRows of the batch, texts near to which are found
     */
    Neighbours(@Nullable NearDuplicates dataset, Optional<Nearness> nearness, int maxRows) {
        this.dataset = dataset;
        this.batch = nearness.map(NearDuplicates::toBeTakenOver).orElse(null);
        this.maxRows = maxRows;
    }

    /** The batch's rows; null: the task does not ask for near-duplicates. */
    @Nullable
    NearDuplicates ofBatch() {
        return batch;
    }

    /** A text's sketch; null: the task does not ask for near-duplicates. */
    @Nullable
    Sketch sketch(String text) {
        return batch == null ? null : batch.sketch(text);
    }

    /**
     * The earliest row that a new one is near to; the new one is among the batch's rows from then on.
     *
     * @param sketch of its text, from {@link #sketch}
     * @param alone the split that it goes into when it is near to none
     * @param follows whether it goes into the split of the row that it is near to
     */
    Optional<Near> place(String rowId, @Nullable Sketch sketch, String label, String alone, boolean follows) {
        if (dataset == null || batch == null || sketch == null) {
            return Optional.empty();
        }
        Optional<Near> near = dataset.firstNear(rowId, sketch);
        if (near.isEmpty()) {
            near = batch.firstNear(rowId, sketch);
        }
        if (batch.size() < maxRows) {
            batch.add(new SketchedRow(
                    rowId, sketch, follows ? near.map(Near::split).orElse(alone) : alone, label));
        }
        return near;
    }
}

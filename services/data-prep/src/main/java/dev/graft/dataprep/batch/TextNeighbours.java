package dev.graft.dataprep.batch;

import dev.graft.contracts.document.RowContent;
import dev.graft.dataprep.duplicate.Near;
import dev.graft.dataprep.duplicate.NearDuplicates;
import dev.graft.dataprep.duplicate.Nearness;
import dev.graft.dataprep.duplicate.Sketch;
import dev.graft.dataprep.duplicate.SketchedRow;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Texts that others may be near to, by their sketches. */
final class TextNeighbours implements Neighbours {
    private final @Nullable NearDuplicates dataset;
    private final @Nullable NearDuplicates batch;
    private final int maxRows;
    private final @Nullable GoldenRows golden;

    /**
     * @param dataset which is not changed; null: the task does not ask for near-duplicates
     * @param nearness of the index; empty where there is none
     * @param maxRows of the batch, texts near to which are found
     * @param golden rows that nothing may be learnt from; null: there are none
     */
    TextNeighbours(
            @Nullable NearDuplicates dataset, Optional<Nearness> nearness, int maxRows, @Nullable GoldenRows golden) {
        this.dataset = dataset;
        this.batch = nearness.map(NearDuplicates::toBeTakenOver).orElse(null);
        this.maxRows = maxRows;
        this.golden = golden;
    }

    /** The batch's rows; null: the task does not ask for near-duplicates. */
    @Nullable
    NearDuplicates ofBatch() {
        return batch;
    }

    @Override
    public Look at(Candidate row) {
        return new Sketched(batch == null ? null : row.sketch().orElseGet(() -> sketch(row, batch)));
    }

    private static Sketch sketch(Candidate row, NearDuplicates index) {
        return index.sketch(((RowContent.Text) row.content()).all());
    }

    private final class Sketched implements Look {
        private final @Nullable Sketch sketch;

        Sketched(@Nullable Sketch sketch) {
            this.sketch = sketch;
        }

        @Override
        public Optional<String> goldenOverlap(String rowId) {
            return golden == null ? Optional.empty() : golden.overlap(rowId, sketch);
        }

        @Override
        public Optional<Near> place(String rowId, String label, String alone, boolean follows) {
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
}

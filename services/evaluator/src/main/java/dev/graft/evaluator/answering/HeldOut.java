package dev.graft.evaluator.answering;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.SnapshotManifest;
import java.util.List;

/**
 * The rows of a snapshot that no weights learn from.
 *
 * @param manifest of the snapshot
 * @param test rows that nothing but an evaluation reads
 * @param golden rows of the task's golden set
 * @param validation rows that early stopping watches; a row never moves from here to the training split
 */
public record HeldOut(
        SnapshotManifest manifest, List<DatasetRow> test, List<DatasetRow> golden, List<DatasetRow> validation) {
    public HeldOut {
        test = List.copyOf(test);
        golden = List.copyOf(golden);
        validation = List.copyOf(validation);
    }
}

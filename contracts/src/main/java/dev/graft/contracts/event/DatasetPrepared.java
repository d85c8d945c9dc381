package dev.graft.contracts.event;

import dev.graft.contracts.EventData;
import java.util.List;

/**
 * An immutable, cumulative snapshot of a task's data set is ready to learn from.
 *
 * @param snapshotId hash of the snapshot's content
 * @param snapshot its manifest, a {@link dev.graft.contracts.document.SnapshotManifest}
 * @param newBatches batches that this snapshot is the first to hold, oldest first
 * @param newRows their rows
 * @param rows all rows of the snapshot by split
 */
public record DatasetPrepared(
        String task,
        int taskVersion,
        String snapshotId,
        ObjectRef snapshot,
        List<String> newBatches,
        long newRows,
        SplitCounts rows)
        implements EventData {}

package dev.graft.contracts.document;

import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.SplitCounts;
import dev.graft.contracts.task.Task;
import java.util.List;
import java.util.Map;

/**
 * An immutable, cumulative snapshot of a task's data set.
 *
 * @param snapshotId hash of task, task version and shards
 * @param task the declaration in force, with its version
 * @param shards the rows, oldest batch first; each a Parquet file with the columns {@code rowId, text, label, split,
 *     batchId}
 * @param rows rows by split
 * @param labelCounts rows by label over all splits
 */
public record SnapshotManifest(
        String snapshotId, Task task, List<Shard> shards, SplitCounts rows, Map<String, Long> labelCounts) {

    /** The rows that one batch added. */
    public record Shard(String batchId, long sequence, long rows, ObjectRef object) {}
}

package dev.graft.contracts.document;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.SplitCounts;
import dev.graft.contracts.task.Task;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An immutable, cumulative snapshot of a task's data set.
 *
 * @param snapshotId hash of task, task version and shards
 * @param task the declaration in force, with its version
 * @param shards the rows, oldest batch first; each a Parquet file with the columns {@code rowId, text, label, split,
 *     batchId, dataSource}; of images {@code rowId, image, perceptualHash, label, split, batchId, dataSource}, where {@code
 *     image} holds {@code bytes} and {@code path}; of numbers {@code rowId, values, label, split, batchId, dataSource}
 * @param rows rows by split
 * @param labelCounts rows by label over all splits
 * @param dataSources rows by data source and split, of those sources that gave any; rows in the task's own columns are
 *     in none
 * @param features of a task with rows of numbers, as they are fitted on the training rows; null: of another
 * @param goldenSet the task's golden set as rows, in a file such as a shard is; null: the task has none
 */
public record SnapshotManifest(
        String snapshotId,
        Task task,
        List<Shard> shards,
        SplitCounts rows,
        Map<String, Long> labelCounts,
        Map<String, SplitCounts> dataSources,
        @Nullable SnapshotFeatures features,
        @Nullable ObjectRef goldenSet) {

    /** Manifests that were written before there were data sources name none. */
    @JsonCreator
    @SuppressWarnings("ConstantValue")
    public SnapshotManifest {
        dataSources = dataSources == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(dataSources));
    }

    /** A snapshot of rows in the task's own columns. */
    public SnapshotManifest(
            String snapshotId, Task task, List<Shard> shards, SplitCounts rows, Map<String, Long> labelCounts) {
        this(snapshotId, task, shards, rows, labelCounts, Map.of(), null, null);
    }

    /** The rows that one batch added. */
    public record Shard(String batchId, long sequence, long rows, ObjectRef object) {}

    /** The same rows with their features. */
    public SnapshotManifest with(SnapshotFeatures fitted) {
        return new SnapshotManifest(snapshotId, task, shards, rows, labelCounts, dataSources, fitted, goldenSet);
    }

    /** The same rows beside a golden set. */
    public SnapshotManifest withGoldenSet(@Nullable ObjectRef rowsToJudgeBy) {
        return new SnapshotManifest(snapshotId, task, shards, rows, labelCounts, dataSources, features, rowsToJudgeBy);
    }
}

package dev.graft.contracts.document;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.SplitCounts;
import dev.graft.contracts.task.Task;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
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
 * @param unlabelled rows without labels, oldest batch first, each shard such a file as those with labels
 * @param unlabelledRows these rows by split
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
        @Nullable ObjectRef goldenSet,
        List<Shard> unlabelled,
        SplitCounts unlabelledRows) {

    private static final SplitCounts NONE = new SplitCounts(0, 0, 0);

    /** Manifests that were written before there were data sources, or rows without labels, name none. */
    @JsonCreator
    @SuppressWarnings("ConstantValue")
    public SnapshotManifest {
        unlabelled = unlabelled == null ? List.of() : List.copyOf(unlabelled);
        unlabelledRows = unlabelledRows == null ? NONE : unlabelledRows;
        dataSources = dataSources == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(dataSources));
    }

    /** A snapshot of rows in the task's own columns. */
    public SnapshotManifest(
            String snapshotId, Task task, List<Shard> shards, SplitCounts rows, Map<String, Long> labelCounts) {
        this(snapshotId, task, shards, rows, labelCounts, Map.of(), null, null, List.of(), NONE);
    }

    /** The rows that one batch added. */
    public record Shard(String batchId, long sequence, long rows, ObjectRef object) {}

    /** The place of its newest batch in the journal; 0: it holds none. */
    public long lastPlace() {
        return Stream.of(shards, unlabelled)
                .flatMap(List::stream)
                .mapToLong(Shard::sequence)
                .max()
                .orElse(0);
    }

    /** The same rows with their features. */
    public SnapshotManifest with(SnapshotFeatures fitted) {
        return new SnapshotManifest(
                snapshotId,
                task,
                shards,
                rows,
                labelCounts,
                dataSources,
                fitted,
                goldenSet,
                unlabelled,
                unlabelledRows);
    }

    /** The same rows beside a golden set. */
    public SnapshotManifest withGoldenSet(@Nullable ObjectRef rowsToJudgeBy) {
        return new SnapshotManifest(
                snapshotId,
                task,
                shards,
                rows,
                labelCounts,
                dataSources,
                features,
                rowsToJudgeBy,
                unlabelled,
                unlabelledRows);
    }
}

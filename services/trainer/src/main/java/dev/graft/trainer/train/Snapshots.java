package dev.graft.trainer.train;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.SnapshotManifest;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.RunAbandoned.SupersededBy;
import dev.graft.learning.tabular.FittedFeatures;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Data-set snapshots, read as their checksums promise. */
public interface Snapshots {
    /** @throws RunFailed when it is missing or not what the reference promises */
    SnapshotManifest manifest(ObjectRef reference) throws RunFailed;

    /**
     * All rows without labels, oldest batch first; a row may come more than once, and have a label by now.
     *
     * @param folder as of {@link #rows}
     * @throws RunFailed when a shard is missing or not what the manifest promises
     */
    List<DatasetRow> unlabelled(SnapshotManifest snapshot, Path folder) throws RunFailed;

    /**
     * All rows with labels, oldest batch first.
     *
     * @param folder receives pictures, which are read from there when they are asked for
     * @throws RunFailed when a shard is missing or not what the manifest promises
     */
    List<DatasetRow> rows(SnapshotManifest snapshot, Path folder) throws RunFailed;

    /**
     * The steps of a task with rows of numbers as they are fitted; null: its rows hold something else.
     *
     * @throws RunFailed when they could not be fitted, or the file is missing or not what the manifest promises
     */
    @Nullable
    FittedFeatures features(SnapshotManifest snapshot) throws RunFailed;

    /**
     * The snapshot of the same task that was prepared right after this one; empty while this is the newest. Once there,
     * it stays the same for good.
     */
    Optional<SupersededBy> next(SnapshotManifest snapshot);
}

package dev.graft.trainer.train;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.SnapshotManifest;
import dev.graft.contracts.event.ObjectRef;
import java.util.List;

/** Data-set snapshots, read as their checksums promise. */
public interface Snapshots {
    /** @throws RunFailed when it is missing or not what the reference promises */
    SnapshotManifest manifest(ObjectRef reference) throws RunFailed;

    /**
     * All rows, oldest batch first.
     *
     * @throws RunFailed when a shard is missing or not what the manifest promises
     */
    List<DatasetRow> rows(SnapshotManifest snapshot) throws RunFailed;
}

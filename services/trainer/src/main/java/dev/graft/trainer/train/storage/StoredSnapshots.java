package dev.graft.trainer.train.storage;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.SnapshotManifest;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.platform.dataset.Shards;
import dev.graft.platform.json.Json;
import dev.graft.platform.store.ObjectStore;
import dev.graft.platform.store.StoreException;
import dev.graft.trainer.train.RunFailed;
import dev.graft.trainer.train.Snapshots;
import dev.graft.trainer.train.WorkFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Snapshots from the object store, through the local disk, where their checksums are taken. */
public final class StoredSnapshots implements Snapshots {
    private static final long MAX_MANIFEST_BYTES = 64L << 20;

    private final ObjectStore store;
    private final WorkFolders folders;
    private final long maxShardBytes;

    /** @param maxShardBytes the largest shard that is read */
    public StoredSnapshots(ObjectStore store, WorkFolders folders, long maxShardBytes) {
        this.store = store;
        this.folders = folders;
        this.maxShardBytes = maxShardBytes;
    }

    @Override
    public SnapshotManifest manifest(ObjectRef reference) throws RunFailed {
        return through(
                reference, MAX_MANIFEST_BYTES, file -> Json.read(Files.readAllBytes(file), SnapshotManifest.class));
    }

    @Override
    public List<DatasetRow> rows(SnapshotManifest snapshot) throws RunFailed {
        List<DatasetRow> rows = new ArrayList<>();
        for (SnapshotManifest.Shard shard : snapshot.shards()) {
            rows.addAll(through(shard.object(), maxShardBytes, Shards::read));
        }
        return rows;
    }

    private interface Reader<T> {
        T read(Path file) throws IOException;
    }

    private <T> T through(ObjectRef reference, long maxBytes, Reader<T> reader) throws RunFailed {
        Path folder = folders.create();
        try {
            Path file = folder.resolve("object");
            store.download(reference.uri(), reference.sha256(), maxBytes, file);
            return reader.read(file);
        } catch (StoreException.Missing | StoreException.ChecksumMismatch | StoreException.TooLarge e) {
            throw new RunFailed(
                    "The snapshot cannot be read: " + e.getMessage() + ". Remedy: announce its batches again.", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            WorkFolders.delete(folder);
        }
    }
}

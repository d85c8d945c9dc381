package dev.graft.trainer.train.storage;

import dev.graft.contracts.Event;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.SnapshotFeatures;
import dev.graft.contracts.document.SnapshotManifest;
import dev.graft.contracts.event.DatasetPrepared;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.RunAbandoned.SupersededBy;
import dev.graft.learning.tabular.FittedFeatures;
import dev.graft.platform.dataset.PictureFolder;
import dev.graft.platform.dataset.Shards;
import dev.graft.platform.json.Json;
import dev.graft.platform.step.Steps;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots from the object store, through the local disk, where their checksums are taken. Which one comes after another
 * the data set's journal says, whose entries hold the events that announce them.
 */
public final class StoredSnapshots implements Snapshots {
    private static final long MAX_MANIFEST_BYTES = 64L << 20;

    private final ObjectStore store;
    private final Steps steps;
    private final WorkFolders folders;
    private final long maxShardBytes;

    /** @param maxShardBytes the largest shard that is read */
    public StoredSnapshots(ObjectStore store, Steps steps, WorkFolders folders, long maxShardBytes) {
        this.store = store;
        this.steps = steps;
        this.folders = folders;
        this.maxShardBytes = maxShardBytes;
    }

    @Override
    public SnapshotManifest manifest(ObjectRef reference) throws RunFailed {
        return through(
                reference, MAX_MANIFEST_BYTES, file -> Json.read(Files.readAllBytes(file), SnapshotManifest.class));
    }

    @Override
    public List<DatasetRow> rows(SnapshotManifest snapshot, Path folder) throws RunFailed {
        return rows(snapshot.shards(), folder);
    }

    @Override
    public List<DatasetRow> unlabelled(SnapshotManifest snapshot, Path folder) throws RunFailed {
        return rows(snapshot.unlabelled(), folder);
    }

    private List<DatasetRow> rows(List<SnapshotManifest.Shard> shards, Path folder) throws RunFailed {
        PictureFolder pictures = new PictureFolder(folder.resolve("pictures"));
        List<DatasetRow> rows = new ArrayList<>();
        for (SnapshotManifest.Shard shard : shards) {
            through(shard.object(), maxShardBytes, file -> {
                Shards.forEach(file, row -> rows.add(pictures.keep(row)));
                return file;
            });
        }
        return rows;
    }

    @Override
    public @Nullable FittedFeatures features(SnapshotManifest snapshot) throws RunFailed {
        SnapshotFeatures features = snapshot.features();
        if (features == null) {
            return null;
        }
        if (features.fitted() == null) {
            throw new RunFailed(
                    features.fault() + " Remedy: announce more rows, or declare the task with other features.steps.");
        }
        return through(features.fitted(), FittedFeatures.MOST_BYTES, FittedFeatures::read);
    }

    /** One {@code GET} for each entry of the journal after the snapshot's newest batch, up to the next snapshot. */
    @Override
    public Optional<SupersededBy> next(SnapshotManifest snapshot) {
        long place = snapshot.lastPlace();
        Optional<Event<?>> entry;
        Optional<SupersededBy> next;
        do {
            place++;
            entry = steps.find(StoreLayout.journalEntry(snapshot.task().name(), place));
            next = entry.flatMap(event -> otherThan(snapshot.snapshotId(), event));
        } while (entry.isPresent() && next.isEmpty());
        return next;
    }

    private static Optional<SupersededBy> otherThan(String snapshotId, Event<?> entry) {
        return entry.data() instanceof DatasetPrepared prepared
                        && !prepared.snapshotId().equals(snapshotId)
                ? Optional.of(new SupersededBy(prepared.snapshotId(), entry.id()))
                : Optional.empty();
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

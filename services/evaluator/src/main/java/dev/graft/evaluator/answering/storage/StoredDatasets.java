package dev.graft.evaluator.answering.storage;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.SnapshotManifest;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.task.Split;
import dev.graft.evaluator.answering.Datasets;
import dev.graft.evaluator.answering.HeldOut;
import dev.graft.evaluator.answering.UnusableInput;
import dev.graft.platform.dataset.Shards;
import dev.graft.platform.json.Json;
import dev.graft.platform.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Snapshots from the object store. A snapshot is cumulative, so that most of its shards were read for the one before:
 * files stay on disk, and the held-out rows of recent shards in memory. Thread-safe.
 */
public final class StoredDatasets implements Datasets {
    private final ObjectFiles files;
    private final long maxCharacters;
    private final Map<String, List<DatasetRow>> recent = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * A reader over a cache of files.
     *
     * @param maxCharacters how much text of held-out rows stays in memory
     */
    public StoredDatasets(ObjectFiles files, long maxCharacters) {
        this.files = files;
        this.maxCharacters = maxCharacters;
    }

    @Override
    public SnapshotManifest manifest(ObjectRef snapshot) throws UnusableInput {
        return read(snapshot, file -> Json.read(Files.readAllBytes(file), SnapshotManifest.class));
    }

    @Override
    public synchronized HeldOut heldOut(ObjectRef snapshot) throws UnusableInput {
        SnapshotManifest manifest = manifest(snapshot);
        List<DatasetRow> test = new ArrayList<>();
        List<DatasetRow> validation = new ArrayList<>();
        for (SnapshotManifest.Shard shard : manifest.shards()) {
            for (DatasetRow row : rows(shard.object())) {
                (row.split().equals(Split.TEST) ? test : validation).add(row);
            }
        }
        forgetOldest();
        return new HeldOut(manifest, test, validation);
    }

    private List<DatasetRow> rows(ObjectRef shard) throws UnusableInput {
        List<DatasetRow> present = recent.get(shard.sha256());
        if (present != null) {
            return present;
        }
        List<DatasetRow> rows = read(shard, Shards::read).stream()
                .filter(row -> row.split().equals(Split.TEST) || row.split().equals(Split.VALIDATION))
                .toList();
        recent.put(shard.sha256(), rows);
        return rows;
    }

    private <T> T read(ObjectRef object, ObjectFiles.Reader<T> reader) throws UnusableInput {
        try {
            return files.read(object, reader);
        } catch (StoreException.Missing | StoreException.ChecksumMismatch | StoreException.TooLarge e) {
            throw new UnusableInput(String.valueOf(e.getMessage()), e);
        } catch (StoreException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new UnusableInput(object.uri() + " cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private void forgetOldest() {
        long characters =
                recent.values().stream().mapToLong(StoredDatasets::characters).sum();
        Iterator<List<DatasetRow>> oldest = recent.values().iterator();
        while (characters > maxCharacters && oldest.hasNext()) {
            characters -= characters(oldest.next());
            oldest.remove();
        }
    }

    private static long characters(List<DatasetRow> rows) {
        return rows.stream().mapToLong(row -> row.text().length()).sum();
    }
}

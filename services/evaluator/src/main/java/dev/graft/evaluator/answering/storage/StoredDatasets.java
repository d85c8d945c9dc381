package dev.graft.evaluator.answering.storage;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.RowContent;
import dev.graft.contracts.document.SnapshotManifest;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.task.Split;
import dev.graft.evaluator.answering.Datasets;
import dev.graft.evaluator.answering.HeldOut;
import dev.graft.evaluator.answering.UnusableInput;
import dev.graft.platform.dataset.PictureFolder;
import dev.graft.platform.dataset.Shards;
import dev.graft.platform.json.Json;
import dev.graft.platform.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Snapshots from the object store. A snapshot is cumulative, so that most of its shards were read for the one before:
 * files stay on disk, and the held-out rows of recent shards in memory, their pictures in a folder of this process.
 * Thread-safe.
 */
public final class StoredDatasets implements Datasets, AutoCloseable {
    /** What a picture on disk counts as, so that some ten thousand of them are kept there. */
    private static final int PICTURE_CHARACTERS = 1_000;

    private final ObjectFiles files;
    private final long maxCharacters;
    private final Map<String, List<DatasetRow>> recent = new LinkedHashMap<>(16, 0.75f, true);
    private final Path pictures = Path.of(System.getProperty("java.io.tmpdir"), "graft-held-out-" + UUID.randomUUID());

    /**
     * A reader over a cache of files.
     *
     * @param maxCharacters how much text of held-out rows stays in memory; a number counts as four characters
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
        ObjectRef goldenSet = manifest.goldenSet();
        List<DatasetRow> golden = goldenSet == null ? List.of() : rows(goldenSet);
        forgetOldest(manifest);
        return new HeldOut(manifest, test, golden, validation);
    }

    private List<DatasetRow> rows(ObjectRef shard) throws UnusableInput {
        List<DatasetRow> present = recent.get(shard.sha256());
        if (present != null) {
            return present;
        }
        List<DatasetRow> rows = read(shard, file -> heldOut(file, shard));
        recent.put(shard.sha256(), rows);
        return rows;
    }

    private List<DatasetRow> heldOut(Path file, ObjectRef shard) throws IOException {
        PictureFolder folder = new PictureFolder(pictures.resolve(shard.sha256()));
        List<DatasetRow> rows = new ArrayList<>();
        Shards.forEach(file, row -> {
            if (row.split().equals(Split.TEST) || row.split().equals(Split.VALIDATION)) {
                rows.add(folder.keep(row));
            }
        });
        return List.copyOf(rows);
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

    /** The rows of the snapshot that was just read stay: their pictures are needed. */
    private void forgetOldest(SnapshotManifest read) {
        Set<String> needed =
                read.shards().stream().map(shard -> shard.object().sha256()).collect(Collectors.toSet());
        if (read.goldenSet() != null) {
            needed.add(read.goldenSet().sha256());
        }
        long weight = recent.values().stream().mapToLong(StoredDatasets::weight).sum();
        Iterator<Map.Entry<String, List<DatasetRow>>> oldest = recent.entrySet().iterator();
        while (weight > maxCharacters && oldest.hasNext()) {
            Map.Entry<String, List<DatasetRow>> shard = oldest.next();
            if (!(needed.contains(shard.getKey()) && holdsPictures(shard.getValue()))) {
                weight -= weight(shard.getValue());
                oldest.remove();
                PictureFolder.delete(pictures.resolve(shard.getKey()));
            }
        }
    }

    private static boolean holdsPictures(List<DatasetRow> rows) {
        return !rows.isEmpty() && rows.get(0).content() instanceof RowContent.Image;
    }

    private static long weight(List<DatasetRow> rows) {
        return rows.stream().mapToLong(StoredDatasets::weight).sum();
    }

    private static long weight(DatasetRow row) {
        if (row.content() instanceof RowContent.Text text) {
            return text.all().length();
        }
        return row.content() instanceof RowContent.Numbers numbers
                ? (long) numbers.values().length * (Double.BYTES / Character.BYTES)
                : PICTURE_CHARACTERS;
    }

    /** Deletes the pictures. */
    @Override
    public synchronized void close() {
        recent.clear();
        PictureFolder.delete(pictures);
    }
}

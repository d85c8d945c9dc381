package dev.graft.dataprep.journal;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.SnapshotManifest.Shard;
import dev.graft.contracts.task.Split;
import dev.graft.dataprep.duplicate.NearDuplicates;
import dev.graft.dataprep.image.NearImages;
import dev.graft.dataprep.image.PerceptualHash;
import dev.graft.platform.dataset.Shards;
import dev.graft.platform.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows that each data set already holds, rebuilt from the shards that its journal names and kept for the tasks that
 * were used last. Called with the data set's lock held; thread-safe for different data sets.
 */
public final class KnownRows {
    private static final int TASKS_FOR_PICTURES = 5;
    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

    private final ObjectStore store;
    private final Bounds bounds;
    private final Map<String, Indexed> byTask = new LinkedHashMap<>(16, 0.75f, true);

    public KnownRows(ObjectStore store, Bounds bounds) {
        this.store = store;
        this.bounds = bounds;
    }

    /**
     * How much is kept.
     *
     * @param tasks of so many the rows are kept, see {@link RowIndex}; one whose pictures are sampled counts as
     *     {@value #TASKS_FOR_PICTURES}, because it takes 10 MB and at most 20
     * @param nearRows of so many rows of a data set, the first ones, texts near to them are found: about 190 bytes a row
     * @param shardBytes a larger shard is not read; no batch makes one
     */
    public record Bounds(int tasks, int nearRows, long shardBytes) {}

    /**
     * The rows of a data set.
     *
     * @param near texts; null: the rows are none, or the task does not ask for near-duplicates
     * @param nearImages null: the rows are none, or the task does not ask for near-duplicates
     * @param train of the training rows, on which features are fitted
     */
    public record Known(
            RowIndex rows,
            @Nullable NearDuplicates near,
            @Nullable NearImages nearImages,
            DatasetSample sample,
            RowSample train) {}

    /** How far an index has come. */
    private static final class Indexed {
        private final Known known;
        private final Asked asked;
        private int shards;

        Indexed(Asked asked) {
            this.asked = asked;
            this.known = new Known(
                    new RowIndex(TEMPORARY),
                    asked.images()
                            ? null
                            : asked.nearness().map(NearDuplicates::new).orElse(null),
                    asked.images() && asked.nearness().isPresent() ? new NearImages(NearImages.DEFAULT_DISTANCE) : null,
                    new DatasetSample(asked.sampleRows()),
                    new RowSample(asked.trainRows()));
        }

        int counts() {
            return asked.images() && asked.sampleRows() > 0 ? TASKS_FOR_PICTURES : 1;
        }
    }

    /**
     * All rows of the data set up to the end of its journal as known here.
     *
     * @param folder for files that are gone when this returns
     */
    public Known of(Dataset dataset, Asked asked, Path folder) {
        Indexed indexed = indexed(dataset.task(), asked);
        List<Shard> shards = dataset.state().shards();
        while (indexed.shards < shards.size()) {
            Path file = folder.resolve("known.parquet");
            Shard shard = shards.get(indexed.shards);
            store.download(shard.object().uri(), shard.object().sha256(), bounds.shardBytes(), file);
            read(file, indexed);
            indexed.shards++;
        }
        return indexed.known;
    }

    /** Adds the rows of the shard that this process has just appended, which need not be fetched or sketched again. */
    public void add(Dataset dataset, Asked asked, NewRows rows) {
        Indexed indexed = indexed(dataset.task(), asked);
        if (indexed.shards + 1 != dataset.state().shards().size()) {
            return;
        }
        Known known = indexed.known;
        try {
            if (known.nearImages() != null) {
                Shards.forEachImage(
                        rows.shard(), (rowId, hash, label, split) -> addLooks(rowId, hash, label, split, known));
            } else if (asked.trainRows() > 0) {
                Shards.forEach(rows.shard(), row -> addTrain(row, known));
            } else {
                Shards.forEachLabel(rows.shard(), known.rows()::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a shard cannot be read", e);
        }
        if (known.near() != null && rows.near() != null) {
            known.near().takeOver(rows.near(), bounds.nearRows());
        }
        known.sample().addShard(rows.sample(), rows.count());
        indexed.shards++;
    }

    private static void addTrain(DatasetRow row, Known known) {
        known.rows().add(row.rowId(), row.label());
        if (row.split().equals(Split.TRAIN)) {
            known.train().add(row.rowId(), row.content(), row.label());
        }
    }

    private void read(Path file, Indexed indexed) {
        try {
            if (indexed.asked.images()) {
                readImages(file, indexed);
            } else if (indexed.asked.sampleRows() == 0
                    && indexed.asked.trainRows() == 0
                    && !hasRoom(indexed.known.near())) {
                Shards.forEachLabel(file, indexed.known.rows()::add);
            } else {
                Shards.forEach(file, row -> add(row, indexed.known));
                indexed.known.sample().endShard();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a shard cannot be read", e);
        }
    }

    private void readImages(Path file, Indexed indexed) throws IOException {
        SampledPictures sampled = new SampledPictures(indexed.known.sample(), indexed.asked.sampleRows());
        Shards.forEachImage(file, (rowId, hash, label, split) -> {
            addLooks(rowId, hash, label, split, indexed.known);
            sampled.see(rowId);
        });
        sampled.addFrom(file);
    }

    private void addLooks(String rowId, String hash, String label, String split, Known known) {
        NearImages near = known.nearImages();
        known.rows().add(rowId, label);
        if (near != null && near.size() < bounds.nearRows()) {
            near.add(rowId, PerceptualHash.ofHex(hash), split, label);
        }
    }

    private void add(DatasetRow row, Known known) {
        addTrain(row, known);
        known.sample().add(row.rowId(), row.content(), row.label());
        if (known.near() != null && hasRoom(known.near())) {
            known.near().add(row.rowId(), row.texts().all(), row.split(), row.label());
        }
    }

    private boolean hasRoom(@Nullable NearDuplicates near) {
        return near != null && near.size() < bounds.nearRows();
    }

    private synchronized Indexed indexed(String task, Asked asked) {
        Indexed indexed = byTask.get(task);
        if (indexed == null || !indexed.asked.equals(asked)) {
            indexed = new Indexed(asked);
            byTask.put(task, indexed);
        }
        while (byTask.size() > 1
                && byTask.values().stream().mapToInt(Indexed::counts).sum() > bounds.tasks()) {
            byTask.remove(byTask.keySet().iterator().next()); // Who still reads it keeps it alive, file and all.
        }
        return indexed;
    }
}

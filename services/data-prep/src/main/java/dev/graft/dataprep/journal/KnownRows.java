package dev.graft.dataprep.journal;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.SnapshotManifest.Shard;
import dev.graft.dataprep.duplicate.NearDuplicates;
import dev.graft.dataprep.duplicate.Nearness;
import dev.graft.platform.dataset.Shards;
import dev.graft.platform.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows that each data set already holds, rebuilt from the shards that its journal names and kept for the tasks that
 * were used last. Called with the data set's lock held; thread-safe for different data sets.
 */
public final class KnownRows {
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
     * @param tasks of so many the rows are kept, see {@link RowIndex}
     * @param nearRows of so many rows of a data set, the first ones, texts near to them are found: about 190 bytes a row
     * @param shardBytes a larger shard is not read; no batch makes one
     */
    public record Bounds(int tasks, int nearRows, long shardBytes) {}

    /**
     * The rows of a data set.
     *
     * @param near null: the task does not ask for near-duplicates
     */
    public record Known(RowIndex rows, @Nullable NearDuplicates near) {}

    /** How far an index has come. */
    private static final class Indexed {
        private final Known known;
        private final Optional<Nearness> nearness;
        private int shards;

        Indexed(Optional<Nearness> nearness) {
            this.nearness = nearness;
            this.known = new Known(
                    new RowIndex(TEMPORARY), nearness.map(NearDuplicates::new).orElse(null));
        }
    }

    /**
     * All rows of the data set up to the end of its journal as known here.
     *
     * @param nearness empty: near-duplicates are not asked for
     * @param folder for files that are gone when this returns
     */
    public Known of(Dataset dataset, Optional<Nearness> nearness, Path folder) {
        Indexed indexed = indexed(dataset.task(), nearness);
        List<Shard> shards = dataset.state().shards();
        while (indexed.shards < shards.size()) {
            Path file = folder.resolve("known.parquet");
            Shard shard = shards.get(indexed.shards);
            store.download(shard.object().uri(), shard.object().sha256(), bounds.shardBytes(), file);
            read(file, indexed.known);
            indexed.shards++;
        }
        return indexed.known;
    }

    /**
     * Adds the rows of the shard that this process has just appended, which need not be fetched then.
     *
     * @param shard the file that was stored
     */
    public void add(Dataset dataset, Optional<Nearness> nearness, Path shard) {
        Indexed indexed = indexed(dataset.task(), nearness);
        if (indexed.shards + 1 == dataset.state().shards().size()) {
            read(shard, indexed.known);
            indexed.shards++;
        }
    }

    private void read(Path file, Known known) {
        try {
            if (known.near() == null || known.near().size() >= bounds.nearRows()) {
                Shards.forEachLabel(file, known.rows()::add);
            } else {
                Shards.forEach(file, row -> add(row, known.rows(), Objects.requireNonNull(known.near())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a shard cannot be read", e);
        }
    }

    private void add(DatasetRow row, RowIndex rows, NearDuplicates near) {
        rows.add(row.rowId(), row.label());
        if (near.size() < bounds.nearRows()) {
            near.add(row.rowId(), row.text(), row.split(), row.label());
        }
    }

    private synchronized Indexed indexed(String task, Optional<Nearness> nearness) {
        Indexed indexed = byTask.get(task);
        if (indexed == null || !indexed.nearness.equals(nearness)) {
            indexed = new Indexed(nearness);
            byTask.put(task, indexed);
        }
        if (byTask.size() > bounds.tasks()) {
            byTask.remove(byTask.keySet().iterator().next()); // Who still reads it keeps it alive, file and all.
        }
        return indexed;
    }
}

package dev.graft.dataprep.journal;

import dev.graft.contracts.document.SnapshotManifest.Shard;
import dev.graft.platform.dataset.Shards;
import dev.graft.platform.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows that each data set already holds, rebuilt from the shards that its journal names and kept for the tasks that
 * were used last. Called with the data set's lock held; thread-safe for different data sets.
 */
public final class KnownRows {
    private final ObjectStore store;
    private final int maxTasks;
    private final long maxShardBytes;
    private final Map<String, Indexed> byTask = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * @param maxTasks of so many tasks the rows are kept in memory, about 50 bytes a row
     * @param maxShardBytes a larger shard is not read; no batch makes one
     */
    public KnownRows(ObjectStore store, int maxTasks, long maxShardBytes) {
        this.store = store;
        this.maxTasks = maxTasks;
        this.maxShardBytes = maxShardBytes;
    }

    /** How far an index has come. */
    private static final class Indexed {
        private final RowIndex rows = new RowIndex();
        private int shards;
    }

    /**
     * All rows of the data set up to the end of its journal as known here.
     *
     * @param folder for files that are gone when this returns
     */
    public RowIndex of(Dataset dataset, Path folder) {
        Indexed indexed = indexed(dataset.task());
        List<Shard> shards = dataset.state().shards();
        while (indexed.shards < shards.size()) {
            read(shards.get(indexed.shards), folder, indexed.rows);
            indexed.shards++;
        }
        return indexed.rows;
    }

    /** Adds the rows of the shard that this process has just appended, which need not be read then. */
    public void add(Dataset dataset, RowIndex fresh) {
        Indexed indexed = indexed(dataset.task());
        if (indexed.shards + 1 == dataset.state().shards().size()) {
            indexed.rows.addAll(fresh);
            indexed.shards++;
        }
    }

    private void read(Shard shard, Path folder, RowIndex rows) {
        Path file = folder.resolve("known.parquet");
        store.download(shard.object().uri(), shard.object().sha256(), maxShardBytes, file);
        try {
            Shards.forEachLabel(file, rows::add);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot read the shard " + shard.object().uri(), e);
        }
    }

    private synchronized Indexed indexed(String task) {
        Indexed indexed = byTask.computeIfAbsent(task, missing -> new Indexed());
        if (byTask.size() > maxTasks) {
            byTask.remove(byTask.keySet().iterator().next());
        }
        return indexed;
    }
}

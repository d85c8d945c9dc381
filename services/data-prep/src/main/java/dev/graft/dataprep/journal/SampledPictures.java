package dev.graft.dataprep.journal;

import dev.graft.platform.dataset.Shards;
import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeSet;

/**
 * The pictures of one shard that a sample takes. Which they are is told by their ids alone; then the shard is read once more,
 * all of it, because a Parquet file gives up no single picture for less, but only these pictures are decoded, and where there
 * are none the shard is not read again. Not thread-safe.
 */
final class SampledPictures {
    private final DatasetSample sample;
    private final int maxRows;
    private final TreeSet<String> taken = new TreeSet<>();
    private long rows;

    SampledPictures(DatasetSample sample, int maxRows) {
        this.sample = sample;
        this.maxRows = maxRows;
    }

    /** Sees a row of the shard, each once. */
    void see(String rowId) {
        rows++;
        if (sample.takes(rowId)) {
            taken.add(rowId);
            if (taken.size() > maxRows) {
                taken.pollLast();
            }
        }
    }

    /** Adds the shard to the sample, when all its rows were seen. */
    void addFrom(Path shard) throws IOException {
        RowSample ofShard = new RowSample(maxRows);
        if (!taken.isEmpty()) {
            Shards.forEach(shard, row -> {
                if (taken.contains(row.rowId())) {
                    ofShard.add(row.rowId(), row.content(), row.label());
                }
            });
        }
        sample.addShard(ofShard, rows);
    }
}

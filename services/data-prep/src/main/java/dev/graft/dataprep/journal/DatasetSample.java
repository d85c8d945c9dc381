package dev.graft.dataprep.journal;

import dev.graft.contracts.document.RowContent;
import java.util.List;

/**
 * The sample of a data set that batches are compared with. It is drawn anew whenever the data set has grown by a quarter,
 * and stays as it is between, so that what was computed of its rows serves for many batches. A function of the journal:
 * every process has the same. Not thread-safe.
 */
public final class DatasetSample {
    private static final double GROWTH = 1.25;

    private final RowSample running;
    private List<RowSample.Row> drawn = List.of();
    private long rows;
    private long rowsWhenDrawn;

    /** @param maxRows 0: a sample of nothing */
    public DatasetSample(int maxRows) {
        this.running = new RowSample(maxRows);
    }

    /** Adds a row of the shard that is being read. */
    void add(String rowId, RowContent content, String label) {
        running.add(rowId, content, label);
        rows++;
    }

    /**
     * Adds a shard by a sample of it.
     *
     * @param count rows of the shard
     */
    void addShard(RowSample sample, long count) {
        running.addAll(sample);
        rows += count;
        endShard();
    }

    /** Whether the sample has use for a row of this id. */
    boolean takes(String rowId) {
        return running.takes(rowId);
    }

    /** All rows of a shard are added. */
    void endShard() {
        if (rows >= GROWTH * rowsWhenDrawn) {
            drawn = running.rows();
            rowsWhenDrawn = rows;
        }
    }

    /** Smallest id first. */
    public List<RowSample.Row> rows() {
        return drawn;
    }
}

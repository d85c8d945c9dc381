package dev.graft.learning.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.graft.learning.device.GradMode;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Features of an encoder in which nothing learns: one cached row (E) an input. */
final class PooledRows implements RowFeatures {

    private final RowLines table;
    private final long[] place;

    private PooledRows(RowLines table, long[] place) {
        this.table = table;
        this.place = place;
    }

    /** Fills the cache, which belongs to {@code owner}; {@code done} hears the size of each batch. */
    static PooledRows of(NDManager owner, RowFeatures source, List<int[]> batches, Consumer<Integer> done) {
        long[] place = new long[batches.stream().mapToInt(rows -> rows.length).sum()];
        LinesInMemory table = null;
        long next = 1;
        try (GradMode off = GradMode.off()) {
            for (int[] rows : batches) {
                for (int row : rows) {
                    place[row] = next++;
                }
                try (NDManager step = owner.newSubManager()) {
                    NDArray pooled = source.pooled(step, rows, StageDropout.NONE);
                    if (table == null) {
                        Shape line = pooled.getShape().slice(1);
                        table = new LinesInMemory(owner, new LineExtent(place.length + 1L, line));
                    }
                    table.append(pooled);
                }
                done.accept(rows.length);
            }
        }
        return new PooledRows(Objects.requireNonNull(table), place);
    }

    @Override
    public NDArray pooled(NDManager step, int[] rows, StageDropout dropout) {
        long[] places = new long[rows.length];
        int[] one = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            places[i] = place[rows[i]];
            one[i] = 1;
        }
        return table.runs(step, places, one, 1).squeeze(1);
    }

    @Override
    public int length(int row) {
        return 1;
    }
}

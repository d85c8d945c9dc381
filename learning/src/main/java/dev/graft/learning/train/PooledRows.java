package dev.graft.learning.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import dev.graft.learning.device.GradMode;
import java.nio.LongBuffer;
import java.util.List;
import java.util.function.Consumer;

/** Features of an encoder in which nothing learns: one cached row (E) an input. */
final class PooledRows implements RowFeatures {

    private final NDArray table;
    private final long[] place;

    private PooledRows(NDArray table, long[] place) {
        this.table = table;
        this.place = place;
    }

    /** Fills the cache, which belongs to {@code owner}; {@code done} hears the size of each batch. */
    static PooledRows of(NDManager owner, RowFeatures source, List<int[]> batches, Consumer<Integer> done) {
        long[] place = new long[batches.stream().mapToInt(rows -> rows.length).sum()];
        try (GradMode off = GradMode.off();
                NDManager chunks = owner.newSubManager()) {
            NDList parts = new NDList();
            long next = 0;
            for (int[] rows : batches) {
                for (int row : rows) {
                    place[row] = next++;
                }
                try (NDManager step = chunks.newSubManager()) {
                    NDArray pooled = source.pooled(step, rows, StageDropout.NONE);
                    pooled.attach(chunks);
                    parts.add(pooled);
                }
                done.accept(rows.length);
            }
            NDArray table = NDArrays.concat(parts);
            table.attach(owner);
            return new PooledRows(table, place);
        }
    }

    @Override
    public NDArray pooled(NDManager step, int[] rows, StageDropout dropout) {
        LongBuffer places = LongBuffer.allocate(rows.length);
        for (int row : rows) {
            places.put(place[row]);
        }
        NDArray index = step.create(places.flip(), new Shape(rows.length), DataType.INT64);
        return Embedding.embedding(index, table, SparseFormat.DENSE).singletonOrThrow();
    }

    @Override
    public int length(int row) {
        return 1;
    }
}

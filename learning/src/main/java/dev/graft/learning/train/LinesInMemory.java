package dev.graft.learning.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import java.nio.LongBuffer;

/** Lines in one array on the device, used like an embedding: a run is a lookup of line numbers. */
final class LinesInMemory implements RowLines {

    private final NDArray table;
    private long next = 1;

    /** @param owner of the array, which takes all of its memory at once */
    LinesInMemory(NDManager owner, LineExtent extent) {
        this.table = owner.zeros(new Shape(extent.lines(), extent.line().size()));
    }

    @Override
    public void append(NDArray lines) {
        long end = next + lines.getShape().get(0);
        table.set(new NDIndex("{}:{}", next, end), lines);
        next = end;
    }

    @Override
    public NDArray runs(NDManager step, long[] first, int[] counts, int longest) {
        LongBuffer numbers = LongBuffer.allocate(first.length * longest);
        for (int run = 0; run < first.length; run++) {
            for (int i = 0; i < longest; i++) {
                numbers.put(i < counts[run] ? first[run] + i : 0);
            }
        }
        NDArray index = step.create(numbers.flip(), new Shape(first.length, longest), DataType.INT64);
        return Embedding.embedding(index, table, SparseFormat.DENSE).singletonOrThrow();
    }

    @Override
    public void close() {
        table.close();
    }
}

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

/**
 * Features computed from the cached output of the frozen stages.
 *
 * <p>The cache is one table with a line for every token of every input (of rows without length, for every row), used
 * like an embedding: a batch is a lookup of line numbers, and number 0, all zeros, is padding. It takes no more memory
 * than the tokens themselves need.
 */
final class FrozenRows<B> implements RowFeatures {

    private final BackboneRows<B> source;
    private final NDArray table;
    private final Shape line;
    private final long[] firstLine;

    private FrozenRows(BackboneRows<B> source, NDArray table, Shape line, long[] firstLine) {
        this.source = source;
        this.table = table;
        this.line = line;
        this.firstLine = firstLine;
    }

    /** The cache's size, by running one row. */
    static <B> long bytes(NDManager owner, BackboneRows<B> source) {
        long lines = 1;
        for (int row = 0; row < source.inputs().size(); row++) {
            lines += Math.max(1, source.length(row));
        }
        try (GradMode off = GradMode.off();
                NDManager step = owner.newSubManager()) {
            return lines
                    * lineShape(source.frozenActivation(step, 0), source.length(0))
                            .size()
                    * Float.BYTES;
        }
    }

    /** Fills the cache, which belongs to {@code owner}; {@code done} hears the size of each batch. */
    static <B> FrozenRows<B> of(NDManager owner, BackboneRows<B> source, List<int[]> batches, Consumer<Integer> done) {
        long[] firstLine = new long[source.inputs().size()];
        try (GradMode off = GradMode.off();
                NDManager chunks = owner.newSubManager()) {
            Shape line = new Shape();
            NDList parts = new NDList();
            long next = 1;
            for (int[] rows : batches) {
                for (int row : rows) {
                    firstLine[row] = next;
                    next += Math.max(1, source.length(row));
                }
                try (NDManager step = chunks.newSubManager()) {
                    NDArray activation = source.frozenActivation(step, rows);
                    line = lineShape(activation, source.length(rows[0]));
                    NDArray lines = lines(step, source, activation.reshape(-1, line.size()), rows);
                    lines.attach(chunks);
                    parts.add(lines);
                }
                done.accept(rows.length);
            }
            parts.add(0, chunks.zeros(new Shape(1, line.size())));
            NDArray table = NDArrays.concat(parts);
            table.attach(owner);
            return new FrozenRows<>(source, table, line, firstLine);
        }
    }

    @Override
    public NDArray pooled(NDManager step, int[] rows, StageDropout dropout) {
        B batch = source.inputs().batch(step, rows);
        return source.pooled(batch, lookUp(step, rows), source.frozen(), dropout);
    }

    @Override
    public int length(int row) {
        return source.length(row);
    }

    /** The activation of a batch, padded with zeros. */
    private NDArray lookUp(NDManager step, int... rows) {
        boolean sequences = length(rows[0]) > 0;
        int longest = 1;
        for (int row : rows) {
            longest = Math.max(longest, length(row));
        }
        LongBuffer numbers = LongBuffer.allocate(rows.length * longest);
        for (int row : rows) {
            int filled = Math.max(1, length(row));
            for (int s = 0; s < longest; s++) {
                numbers.put(s < filled ? firstLine[row] + s : 0);
            }
        }
        NDArray index = step.create(numbers.flip(), new Shape(rows.length, longest), DataType.INT64);
        NDArray found = Embedding.embedding(index, table, SparseFormat.DENSE).singletonOrThrow();
        Shape batch = sequences ? new Shape(rows.length, longest) : new Shape(rows.length);
        return found.reshape(batch.addAll(line));
    }

    /** The lines of the batch's rows, padding left out: (lines, size of a line). */
    private static <B> NDArray lines(NDManager step, BackboneRows<B> source, NDArray flat, int... rows) {
        int count = 0;
        for (int row : rows) {
            count += Math.max(1, source.length(row));
        }
        long places = flat.getShape().get(0) / rows.length;
        LongBuffer filled = LongBuffer.allocate(count);
        for (int i = 0; i < rows.length; i++) {
            for (int s = 0; s < Math.max(1, source.length(rows[i])); s++) {
                filled.put(i * places + s);
            }
        }
        NDArray index = step.create(filled.flip(), new Shape(count), DataType.INT64);
        return Embedding.embedding(index, flat, SparseFormat.DENSE).singletonOrThrow();
    }

    /** The shape of one line: an activation's without the axis of rows and, of sequences, that of places. */
    private static Shape lineShape(NDArray activation, int length) {
        return activation.getShape().slice(length > 0 ? 2 : 1);
    }
}

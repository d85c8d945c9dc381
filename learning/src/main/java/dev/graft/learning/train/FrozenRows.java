package dev.graft.learning.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import dev.graft.learning.device.GradMode;
import java.io.IOException;
import java.nio.LongBuffer;
import java.util.List;
import java.util.function.Consumer;

/**
 * Features computed from the cached output of the frozen stages.
 *
 * <p>The cache is one table with a line for every token of every input (of rows without length, for every row). A row is
 * a run of lines; padding is zeros. It takes no more room than the tokens themselves need.
 */
final class FrozenRows<B> implements RowFeatures {

    private final BackboneRows<B> source;
    private final RowLines table;
    private final Shape line;
    private final long[] firstLine;

    private FrozenRows(BackboneRows<B> source, RowLines table, Shape line) {
        this.source = source;
        this.table = table;
        this.line = line;
        this.firstLine = new long[source.inputs().size()];
    }

    /**
     * Fills an empty table, which stays the caller's to close.
     *
     * @param owner lends memory, for a batch at a time
     * @param done hears the size of each batch
     */
    static <B> FrozenRows<B> of(
            NDManager owner,
            BackboneRows<B> source,
            RowLines table,
            Shape line,
            List<int[]> batches,
            Consumer<Integer> done)
            throws IOException {
        FrozenRows<B> filled = new FrozenRows<>(source, table, line);
        long next = 1;
        try (GradMode off = GradMode.off()) {
            for (int[] rows : batches) {
                for (int row : rows) {
                    filled.firstLine[row] = next;
                    next += source.lines(row);
                }
                try (NDManager step = owner.newSubManager()) {
                    NDArray activation = source.frozenActivation(step, rows);
                    table.append(withoutPadding(step, source, activation.reshape(-1, line.size()), rows));
                }
                done.accept(rows.length);
            }
        }
        return filled;
    }

    @Override
    public NDArray pooled(NDManager step, int[] rows, StageDropout dropout) {
        B batch = source.inputs().batch(step, rows);
        return source.pooled(batch, activation(step, rows), source.frozen(), dropout);
    }

    @Override
    public int length(int row) {
        return source.length(row);
    }

    /** The activation of a batch, padded with zeros. */
    private NDArray activation(NDManager step, int... rows) {
        long[] first = new long[rows.length];
        int[] counts = new int[rows.length];
        int longest = 1;
        for (int i = 0; i < rows.length; i++) {
            first[i] = firstLine[rows[i]];
            counts[i] = source.lines(rows[i]);
            longest = Math.max(longest, counts[i]);
        }
        boolean sequences = length(rows[0]) > 0;
        Shape batch = sequences ? new Shape(rows.length, longest) : new Shape(rows.length);
        return table.runs(step, first, counts, longest).reshape(batch.addAll(line));
    }

    /** The lines of the batch's rows: (lines, size of a line). */
    private static <B> NDArray withoutPadding(NDManager step, BackboneRows<B> source, NDArray flat, int... rows) {
        int count = 0;
        for (int row : rows) {
            count += source.lines(row);
        }
        long places = flat.getShape().get(0) / rows.length;
        LongBuffer filled = LongBuffer.allocate(count);
        for (int i = 0; i < rows.length; i++) {
            for (int s = 0; s < source.lines(rows[i]); s++) {
                filled.put(i * places + s);
            }
        }
        NDArray index = step.create(filled.flip(), new Shape(count), DataType.INT64);
        return Embedding.embedding(index, flat, SparseFormat.DENSE).singletonOrThrow();
    }
}

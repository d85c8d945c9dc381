package dev.graft.learning.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import dev.graft.learning.backbone.BertEncoder;
import dev.graft.learning.device.GradMode;
import dev.graft.learning.text.TokenBatch;
import java.nio.LongBuffer;
import java.util.List;
import java.util.function.Consumer;

/**
 * Features computed from the cached output of the frozen layers.
 *
 * <p>The cache is one table with a row for every token of every input, used like an embedding: a batch is a lookup of
 * token numbers, and number 0, all zeros, is padding. It takes no more memory than the tokens themselves need.
 */
final class HiddenRows implements RowFeatures {

    private final TokenRows source;
    private final NDArray table;
    private final long[] firstToken;

    private HiddenRows(TokenRows source, NDArray table, long[] firstToken) {
        this.source = source;
        this.table = table;
        this.firstToken = firstToken;
    }

    /** The cache's size. */
    static long bytes(TokenRows source) {
        long tokens = source.tokens().stream().mapToLong(row -> row.length()).sum();
        return (tokens + 1) * source.network().encoder().config().hiddenSize() * Float.BYTES;
    }

    /** Fills the cache, which belongs to {@code owner}; {@code done} hears the size of each batch. */
    static HiddenRows of(NDManager owner, TokenRows source, List<int[]> batches, Consumer<Integer> done) {
        long[] firstToken = new long[source.tokens().size()];
        int hidden = source.network().encoder().config().hiddenSize();
        try (GradMode off = GradMode.off();
                NDManager chunks = owner.newSubManager()) {
            NDList parts = new NDList(chunks.zeros(new Shape(1, hidden)));
            long next = 1;
            for (int[] rows : batches) {
                for (int row : rows) {
                    firstToken[row] = next;
                    next += source.length(row);
                }
                parts.add(tokensOnly(chunks, source, rows));
                done.accept(rows.length);
            }
            NDArray table = NDArrays.concat(parts);
            table.attach(owner);
            return new HiddenRows(source, table, firstToken);
        }
    }

    @Override
    public NDArray pooled(NDManager step, int[] rows, float dropout) {
        int[] lengths = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            lengths[i] = length(rows[i]);
        }
        TokenBatch.Padding padding = TokenBatch.Padding.of(step, lengths);
        LongBuffer numbers = LongBuffer.allocate(rows.length * padding.longest());
        for (int i = 0; i < rows.length; i++) {
            for (int s = 0; s < padding.longest(); s++) {
                numbers.put(s < lengths[i] ? firstToken[rows[i]] + s : 0);
            }
        }
        NDArray index = step.create(numbers.flip(), new Shape(rows.length, padding.longest()), DataType.INT64);
        NDArray hidden = Embedding.embedding(index, table, SparseFormat.DENSE).singletonOrThrow(); // (B, S, E)
        BertEncoder encoder = source.network().encoder();
        int layers = encoder.config().layers();
        NDArray last = encoder.layers(hidden, padding.attentionBias(), source.frozenLayers(), layers, dropout);
        return source.network().pool(last, padding);
    }

    @Override
    public int length(int row) {
        return source.length(row);
    }

    /** The frozen output of the batch's tokens, padding left out: (tokens, E). */
    private static NDArray tokensOnly(NDManager owner, TokenRows source, int[] rows) {
        try (NDManager step = owner.newSubManager()) {
            NDArray hidden = source.frozen(step, rows); // (B, S, E)
            long longest = hidden.getShape().get(1);
            int count = 0;
            for (int row : rows) {
                count += source.length(row);
            }
            LongBuffer places = LongBuffer.allocate(count);
            for (int i = 0; i < rows.length; i++) {
                for (int s = 0; s < source.length(rows[i]); s++) {
                    places.put(i * longest + s);
                }
            }
            NDArray index = step.create(places.flip(), new Shape(count), DataType.INT64);
            NDArray flat = hidden.reshape(-1, hidden.getShape().get(2));
            NDArray tokens =
                    Embedding.embedding(index, flat, SparseFormat.DENSE).singletonOrThrow();
            tokens.attach(owner);
            return tokens;
        }
    }
}

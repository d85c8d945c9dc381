package dev.graft.learning.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * Rows of different lengths as one padded batch: B rows, S tokens of the longest row.
 *
 * @param ids token ids (B, S), int64
 * @param types segment ids (B, S), int64
 * @param padId the id that stands for padding in {@code ids}, which may number the tokens in a way of its own
 * @param padding which places are none
 */
public record TokenBatch(NDArray ids, NDArray types, int padId, Padding padding) {

    /**
     * A batch whose arrays belong to {@code manager}.
     *
     * @param ids token ids of each row, at least one
     * @param types segment ids, as many as tokens in each row
     */
    public static TokenBatch of(NDManager manager, int[][] ids, int[][] types, int padId) {
        int[] lengths = new int[ids.length];
        Arrays.setAll(lengths, row -> ids[row].length);
        Padding padding = Padding.of(manager, lengths);
        int longest = padding.longest();
        return new TokenBatch(padded(manager, ids, longest, padId), padded(manager, types, longest, 0), padId, padding);
    }

    private static NDArray padded(NDManager manager, int[][] rows, int longest, int filler) {
        LongBuffer values = LongBuffer.allocate(Math.multiplyExact(rows.length, longest));
        for (int[] row : rows) {
            for (int s = 0; s < longest; s++) {
                values.put(s < row.length ? row[s] : filler);
            }
        }
        return manager.create(values.flip(), new Shape(rows.length, longest));
    }

    /**
     * Which places of a padded batch are tokens.
     *
     * @param longest S, the length of the longest row
     * @param attentionBias 0 for tokens, a large negative number for padding (B, 1, 1, S)
     * @param meanWeights one over the row's length for tokens, 0 for padding (B, 1, S)
     */
    public record Padding(int longest, NDArray attentionBias, NDArray meanWeights) {

        private static final float MASKED = -1e9f;

        /** The padding of rows with these lengths, each at least 1; its arrays belong to {@code manager}. */
        public static Padding of(NDManager manager, int... lengths) {
            int longest = 0;
            for (int length : lengths) {
                longest = Math.max(longest, length);
            }
            FloatBuffer bias = FloatBuffer.allocate(lengths.length * longest);
            FloatBuffer weights = FloatBuffer.allocate(bias.capacity());
            for (int length : lengths) {
                for (int s = 0; s < longest; s++) {
                    bias.put(s < length ? 0f : MASKED);
                    weights.put(s < length ? 1f / length : 0f);
                }
            }
            return new Padding(
                    longest,
                    manager.create(bias.flip(), new Shape(lengths.length, 1, 1, longest)),
                    manager.create(weights.flip(), new Shape(lengths.length, 1, longest)));
        }
    }
}

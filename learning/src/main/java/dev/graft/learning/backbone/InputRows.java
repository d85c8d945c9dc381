package dev.graft.learning.backbone;

import ai.djl.ndarray.NDManager;

/**
 * The prepared inputs of a run by number: tokenised texts, preprocessed images.
 *
 * @param <B> the batches that a {@link Backbone} reads
 */
public interface InputRows<B> {

    /** Number of rows. */
    int size();

    /**
     * The tokens of a row: rows are batched by it, and their activations (B, S, …) are cached without padding. 0 where
     * rows have no length and their activations no such axis, as with images.
     */
    int length(int row);

    /** The rows as one batch whose arrays belong to {@code owner}. */
    B batch(NDManager owner, int[] rows);

    /** Whether a row is the same each time; rows that are augmented anew in every pass are not, and cannot be cached. */
    default boolean fixed() {
        return true;
    }
}

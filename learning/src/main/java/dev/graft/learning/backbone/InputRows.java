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

    /** Whether training sees the rows as they are; where each pass sees them augmented, nothing of it is cached. */
    default boolean fixed() {
        return true;
    }

    /**
     * Of rows that are not {@link #fixed}: how many augmented copies of each a phase reads that trains nothing below the
     * head, in place of new ones in each pass, so that their features are computed once. 0: new ones there, too.
     */
    default int copies() {
        return 0;
    }

    /**
     * The rows as one pass over the training rows sees them.
     *
     * @param seed of the pass's random choices; the same seed gives the same rows
     */
    default InputRows<B> augmented(long seed) {
        return this;
    }
}

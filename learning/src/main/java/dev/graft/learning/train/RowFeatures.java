package dev.graft.learning.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/** What the head reads, computed from as far back as weights learn. B rows, E hidden units. */
interface RowFeatures {

    /**
     * The pooled features (B, E) of some rows.
     *
     * @param step owns the result and everything on the way
     * @param rows numbers of rows
     * @param dropout in the stages that learn; none for validation
     */
    NDArray pooled(NDManager step, int[] rows, StageDropout dropout);

    /** The same features as one pass over the training rows sees them, augmented where the rows are. */
    default RowFeatures inPass(long seed) {
        return this;
    }

    /** The length by which rows are batched. */
    int length(int row);
}

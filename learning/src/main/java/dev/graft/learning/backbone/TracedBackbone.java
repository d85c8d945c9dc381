package dev.graft.learning.backbone;

import ai.djl.ndarray.NDArray;

/**
 * A network of layers of attention that can tell what it computes on its way, for a student to be compared with its
 * teacher.
 *
 * @param <B> a batch of inputs on the device
 */
public interface TracedBackbone<B> extends Backbone<B> {

    /**
     * Runs all stages.
     *
     * @param dropout 0 for inference; the embeddings see none
     */
    Trace trace(B batch, float dropout);

    /** One over the row's length at places that hold something, 0 at padding (B, 1, S). */
    NDArray meanWeights(B batch);
}

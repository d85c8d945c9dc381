package dev.graft.learning.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.graft.learning.backbone.Backbone;
import dev.graft.learning.backbone.InputRows;

/**
 * Features computed from the inputs, through the whole backbone.
 *
 * @param frozen stages from the input on that never learn
 */
record BackboneRows<B>(Backbone<B> backbone, InputRows<B> inputs, int frozen) implements RowFeatures {

    @Override
    public NDArray pooled(NDManager step, int[] rows, StageDropout dropout) {
        B batch = inputs.batch(step, rows);
        return pooled(batch, backbone.enter(batch, dropout.from() == 0 ? dropout.rate() : 0), 1, dropout);
    }

    /** The features behind an activation, which the stages from {@code stage} on have not seen yet. */
    NDArray pooled(B batch, NDArray activation, int stage, StageDropout dropout) {
        int learning = Math.max(stage, Math.min(backbone.stages(), dropout.from()));
        NDArray below = backbone.run(batch, activation, stage, learning, 0);
        return backbone.pool(batch, backbone.run(batch, below, learning, backbone.stages(), dropout.rate()));
    }

    /** The activation behind the frozen stages, of which there must be some. */
    NDArray frozenActivation(NDManager step, int... rows) {
        B batch = inputs.batch(step, rows);
        return backbone.run(batch, backbone.enter(batch, 0), 1, frozen, 0);
    }

    /** Lines that a row takes in a table of activations: one a token, or one of a row without length. */
    int lines(int row) {
        return Math.max(1, inputs.length(row));
    }

    @Override
    public RowFeatures inPass(long seed) {
        return inputs.fixed() ? this : new BackboneRows<>(backbone, inputs.augmented(seed), frozen);
    }

    @Override
    public int length(int row) {
        return inputs.length(row);
    }
}

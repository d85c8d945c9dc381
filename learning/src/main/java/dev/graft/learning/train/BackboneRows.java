package dev.graft.learning.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.graft.learning.backbone.Backbone;
import dev.graft.learning.backbone.InputRows;

/**
 * Features computed from the inputs, through the whole backbone.
 *
 * @param frozen stages from the input on that see no dropout; 0: everything learns
 */
record BackboneRows<B>(Backbone<B> backbone, InputRows<B> inputs, int frozen) implements RowFeatures {

    @Override
    public NDArray pooled(NDManager step, int[] rows, float dropout) {
        B batch = inputs.batch(step, rows);
        int done = Math.max(1, frozen);
        NDArray below = backbone.enter(batch, frozen == 0 ? dropout : 0);
        NDArray activation = backbone.run(batch, below, 1, done, 0);
        return backbone.pool(batch, backbone.run(batch, activation, done, backbone.stages(), dropout));
    }

    /** The activation behind the frozen stages, of which there must be some. */
    NDArray frozenActivation(NDManager step, int... rows) {
        B batch = inputs.batch(step, rows);
        return backbone.run(batch, backbone.enter(batch, 0), 1, frozen, 0);
    }

    @Override
    public int length(int row) {
        return inputs.length(row);
    }
}

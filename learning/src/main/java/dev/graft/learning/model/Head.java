package dev.graft.learning.model;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import dev.graft.learning.tensor.Parameters;

/**
 * What turns pooled features into answers: dropout, then one linear layer. B rows, E features, C outputs.
 *
 * @param weights hold {@link ClassifierConfig#HEAD_WEIGHT} (C, E) and {@link ClassifierConfig#HEAD_BIAS} (C)
 */
public record Head(Parameters weights) {

    /** Logits (B, C) of pooled features (B, E); {@code dropout} is 0 for inference. */
    public NDArray logits(NDArray pooled, float dropout) {
        NDArray kept =
                dropout == 0 ? pooled : Dropout.dropout(pooled, dropout, true).singletonOrThrow();
        return Linear.linear(kept, weights.get(ClassifierConfig.HEAD_WEIGHT), weights.get(ClassifierConfig.HEAD_BIAS))
                .singletonOrThrow();
    }
}

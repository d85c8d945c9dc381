package dev.graft.learning.backbone;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * What a network of layers of attention computed on its way. B rows, S places, E hidden units, H heads.
 *
 * @param hidden behind each stage, the embeddings' first (B, S, E)
 * @param attention of each layer, the logarithm of how much each place looks at each other one (B, H, S, S)
 */
public record Trace(List<NDArray> hidden, List<NDArray> attention) {

    public Trace {
        hidden = List.copyOf(hidden);
        attention = List.copyOf(attention);
    }

    /** Behind the last stage. */
    public NDArray last() {
        return hidden.get(hidden.size() - 1);
    }
}

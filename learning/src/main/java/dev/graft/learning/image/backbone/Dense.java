package dev.graft.learning.image.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import dev.graft.learning.tensor.Parameters;
import java.util.Map;

/**
 * A linear layer: (B, in) to (B, out).
 *
 * @param name its weights are {@code name.weight} (out, in) and {@code name.bias} (out)
 * @param in features
 * @param out features
 */
record Dense(String name, int in, int out) implements Layer {

    @Override
    public NDArray apply(NDArray input, Parameters weights) {
        return Linear.linear(input, weights.get(name + ".weight"), weights.get(name + ".bias"))
                .singletonOrThrow();
    }

    @Override
    public void declare(Map<String, Shape> shapes) {
        shapes.put(name + ".weight", new Shape(out, in));
        shapes.put(name + ".bias", new Shape(out));
    }
}

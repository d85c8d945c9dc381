package dev.graft.learning.image.backbone;

import ai.djl.ndarray.NDArray;
import dev.graft.learning.tensor.Parameters;

/** The values of a row one after the other: (B, C H W). */
record Flattening() implements Layer {

    @Override
    public NDArray apply(NDArray input, Parameters weights) {
        return input.reshape(input.getShape().get(0), -1);
    }
}

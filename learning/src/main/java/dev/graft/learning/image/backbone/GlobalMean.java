package dev.graft.learning.image.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.graft.learning.tensor.Parameters;

/** The mean over all pixels: (B, C). */
record GlobalMean() implements Layer {

    private static final int[] PIXELS = {2};

    @Override
    public NDArray apply(NDArray input, Parameters weights) {
        Shape shape = input.getShape();
        return input.reshape(shape.get(0), shape.get(1), -1).mean(PIXELS);
    }
}

package dev.graft.learning.image.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.graft.learning.tensor.Parameters;

/**
 * The mean of {@code side} by {@code side} parts of the input, which overlap where its size is no multiple.
 *
 * @param side of the output, in pixels
 */
record MeanPooling(int side) implements Layer {

    @Override
    public NDArray apply(NDArray input, Parameters weights) {
        return JniUtils.adaptiveAvgPool((PtNDArray) input, new Shape(side, side));
    }
}

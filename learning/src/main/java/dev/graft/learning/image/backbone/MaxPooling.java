package dev.graft.learning.image.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import dev.graft.learning.tensor.Parameters;

/**
 * The largest value of each window.
 *
 * @param kernel side of the window in pixels
 * @param stride in pixels
 * @param padding on each side
 * @param partial whether a window that reaches over the border counts ("ceil mode")
 */
record MaxPooling(int kernel, int stride, int padding, boolean partial) implements Layer {

    @Override
    public NDArray apply(NDArray input, Parameters weights) {
        return Pool.maxPool2d(
                input, new Shape(kernel, kernel), new Shape(stride, stride), new Shape(padding, padding), partial);
    }
}

package dev.graft.learning.image.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.graft.learning.tensor.Parameters;
import java.util.Map;

/**
 * A part of a convolutional network as a value: what it computes and which weights it needs, not the weights. Arrays are
 * (B, C, H, W) unless said otherwise.
 */
sealed interface Layer
        permits Convolution,
                BatchNormalisation,
                Rectifier,
                MaxPooling,
                MeanPooling,
                GlobalMean,
                Flattening,
                Dense,
                Residual,
                Branches,
                Chain {

    /** The output for {@code input}, of which nothing is changed; it belongs to the same manager. */
    NDArray apply(NDArray input, Parameters weights);

    /** Adds the names and shapes of the layer's weights. */
    default void declare(Map<String, Shape> shapes) {}
}

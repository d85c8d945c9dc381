package dev.graft.learning.image.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.graft.learning.onnx.OnnxGraph;
import dev.graft.learning.tensor.HostTensor;
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

    /**
     * Adds the layer to a graph and returns the name of its output.
     *
     * @param input the name of its input
     * @throws UnsupportedOperationException where the layer is only part of a source task's classifier
     */
    default String addTo(OnnxGraph graph, Map<String, HostTensor> weights, String input) {
        throw new UnsupportedOperationException(this + " is no part of a backbone's stages");
    }

    /** The weight of that name; {@link IllegalArgumentException} on an unknown one. */
    static HostTensor required(Map<String, HostTensor> weights, String name) {
        HostTensor tensor = weights.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("the model has no weight " + name);
        }
        return tensor;
    }
}

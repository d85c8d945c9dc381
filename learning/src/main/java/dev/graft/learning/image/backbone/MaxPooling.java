package dev.graft.learning.image.backbone;

import static dev.graft.learning.onnx.OnnxGraph.attribute;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import dev.graft.learning.onnx.OnnxGraph;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Parameters;
import java.util.List;
import java.util.Map;

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

    @Override
    public String addTo(OnnxGraph graph, Map<String, HostTensor> weights, String input) {
        return graph.node(
                "MaxPool",
                List.of(input),
                attribute("kernel_shape", kernel, kernel),
                attribute("strides", stride, stride),
                attribute("pads", padding, padding, padding, padding),
                attribute("ceil_mode", partial ? 1 : 0));
    }
}

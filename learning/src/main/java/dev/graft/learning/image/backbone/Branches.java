package dev.graft.learning.image.backbone;

import static dev.graft.learning.onnx.OnnxGraph.attribute;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.graft.learning.onnx.OnnxGraph;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Parameters;
import java.util.List;
import java.util.Map;

/**
 * Two layers beside each other; their channels follow one another.
 *
 * @param first gives the first channels
 * @param second gives the others, for the same pixels
 */
record Branches(Layer first, Layer second) implements Layer {

    private static final int CHANNEL_AXIS = 1;

    @Override
    public NDArray apply(NDArray input, Parameters weights) {
        try (NDArray one = first.apply(input, weights);
                NDArray two = second.apply(input, weights)) {
            return one.concat(two, CHANNEL_AXIS);
        }
    }

    @Override
    public void declare(Map<String, Shape> shapes) {
        first.declare(shapes);
        second.declare(shapes);
    }

    @Override
    public String addTo(OnnxGraph graph, Map<String, HostTensor> weights, String input) {
        return graph.node(
                "Concat",
                List.of(first.addTo(graph, weights, input), second.addTo(graph, weights, input)),
                attribute("axis", CHANNEL_AXIS));
    }
}

package dev.graft.learning.image.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.graft.learning.onnx.OnnxGraph;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Parameters;
import java.util.List;
import java.util.Map;

/**
 * The sum of a body's output and a shortcut around it (He et al. 2016).
 *
 * @param body gives the shape that the shortcut gives
 * @param shortcut an empty chain is the input itself
 */
record Residual(Chain body, Chain shortcut) implements Layer {

    @Override
    public NDArray apply(NDArray input, Parameters weights) {
        NDArray passed = shortcut.apply(input, weights);
        try (NDArray changed = body.apply(input, weights)) {
            return changed.add(passed);
        } finally {
            if (passed != input) {
                passed.close();
            }
        }
    }

    @Override
    public void declare(Map<String, Shape> shapes) {
        body.declare(shapes);
        shortcut.declare(shapes);
    }

    @Override
    public String addTo(OnnxGraph graph, Map<String, HostTensor> weights, String input) {
        return graph.node("Add", List.of(body.addTo(graph, weights, input), shortcut.addTo(graph, weights, input)));
    }
}

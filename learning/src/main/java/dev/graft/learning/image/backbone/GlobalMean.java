package dev.graft.learning.image.backbone;

import static dev.graft.learning.onnx.OnnxGraph.attribute;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.graft.learning.onnx.OnnxGraph;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Parameters;
import java.util.List;
import java.util.Map;

/** The mean over all pixels: (B, C). */
record GlobalMean() implements Layer {

    private static final int[] PIXELS = {2};

    @Override
    public NDArray apply(NDArray input, Parameters weights) {
        Shape shape = input.getShape();
        return input.reshape(shape.get(0), shape.get(1), -1).mean(PIXELS);
    }

    @Override
    public String addTo(OnnxGraph graph, Map<String, HostTensor> weights, String input) {
        return graph.node("ReduceMean", List.of(input), attribute("axes", 2, 3), attribute("keepdims", 0));
    }
}

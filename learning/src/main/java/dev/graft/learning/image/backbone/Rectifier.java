package dev.graft.learning.image.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import dev.graft.learning.onnx.OnnxGraph;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Parameters;
import java.util.List;
import java.util.Map;

/** Activations that cut negative values off, of arrays of any shape. */
enum Rectifier implements Layer {
    /** max(x, 0). */
    RELU {
        @Override
        public NDArray apply(NDArray input, Parameters weights) {
            return Activation.relu(input);
        }

        @Override
        public String addTo(OnnxGraph graph, Map<String, HostTensor> weights, String input) {
            return graph.node("Relu", List.of(input));
        }
    },

    /** min(max(x, 0), 6). */
    RELU6 {
        @Override
        public NDArray apply(NDArray input, Parameters weights) {
            return input.clip(0f, 6f);
        }

        @Override
        public String addTo(OnnxGraph graph, Map<String, HostTensor> weights, String input) {
            String bounds = input + "/clip";
            return graph.node(
                    "Clip", List.of(input, graph.constant(bounds + "/0", 0), graph.constant(bounds + "/6", 6)));
        }
    }
}

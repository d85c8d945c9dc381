package dev.graft.learning.image.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.graft.learning.onnx.OnnxGraph;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Parameters;
import java.util.List;
import java.util.Map;

/**
 * Layers one after the other; what lies between two of them is freed at once.
 *
 * @param layers in order; none is the identity
 */
record Chain(List<Layer> layers) implements Layer {

    Chain {
        layers = List.copyOf(layers);
    }

    static Chain of(Layer... layers) {
        return new Chain(List.of(layers));
    }

    @Override
    public NDArray apply(NDArray input, Parameters weights) {
        NDArray state = input;
        for (Layer layer : layers) {
            NDArray next = layer.apply(state, weights);
            if (state != input && state != next) {
                state.close();
            }
            state = next;
        }
        return state;
    }

    @Override
    public void declare(Map<String, Shape> shapes) {
        layers.forEach(layer -> layer.declare(shapes));
    }

    @Override
    public String addTo(OnnxGraph graph, Map<String, HostTensor> weights, String input) {
        String state = input;
        for (Layer layer : layers) {
            state = layer.addTo(graph, weights, state);
        }
        return state;
    }
}

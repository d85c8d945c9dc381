package dev.graft.learning.export;

import static dev.graft.learning.onnx.OnnxGraph.attribute;

import ai.onnx.proto.OnnxMl.AttributeProto;
import dev.graft.learning.onnx.OnnxGraph;
import dev.graft.learning.tensor.HostTensor;
import java.util.List;
import java.util.SortedMap;

/**
 * A module of the network inside a graph: its nodes and constants are named after it, as PyTorch's exporter names them.
 * Linear layers therefore come back from such a file by the rule that holds for other exports, see
 * {@code OnnxWeights}.
 *
 * @param graph that nodes are added to
 * @param weights of the network, by name
 * @param module dotted name, such as {@code encoder.layer.0}
 * @param precision of linear layers
 */
record Scope(OnnxGraph graph, SortedMap<String, HostTensor> weights, String module, Precision precision) {

    Scope child(String name) {
        return new Scope(graph, weights, module.isEmpty() ? name : module + "." + name, precision);
    }

    String node(String name, String operator, List<String> inputs, AttributeProto... attributes) {
        return graph.node(path(name), operator, inputs, attributes);
    }

    /** A node with several outputs, in their order. */
    List<String> nodes(String name, String operator, List<String> inputs, int outputs) {
        return graph.nodes(path(name), operator, inputs, outputs);
    }

    /** A matrix of signed bytes. */
    String bytes(String name, byte[] values, long... shape) {
        return graph.bytes(path(name), values, shape);
    }

    /** A list of numbers. */
    String floats(String name, float... values) {
        return graph.floats(path(name), values);
    }

    String constant(String name, float value) {
        return graph.constant(path(name), value);
    }

    String integer(String name, long value) {
        return graph.integer(path(name), value);
    }

    String integers(String name, long... values) {
        return graph.integers(path(name), values);
    }

    /** The module's weight of that name. */
    String weight(String name) {
        String full = module + "." + name;
        return graph.weight(full, required(full));
    }

    /** {@code input} (…, in) times the module's matrix, plus its bias: (…, out). */
    String linear(String input) {
        HostTensor transposed = required(module + ".weight").transposed();
        String product = precision == Precision.INT8
                ? QuantisedLinear.of(transposed).addTo(this, input)
                : node("MatMul", "MatMul", List.of(input, graph.weight("onnx::MatMul_" + module, transposed)));
        return node("Add", "Add", List.of(product, weight("bias")));
    }

    /** Layer normalisation over the last axis. */
    String norm(String input, double epsilon) {
        return node(
                "LayerNormalization",
                "LayerNormalization",
                List.of(input, weight("weight"), weight("bias")),
                attribute("axis", -1),
                attribute("epsilon", (float) epsilon));
    }

    private String path(String name) {
        return "/" + module.replace(".", "/").replaceAll("/(\\d+)(?=/|$)", ".$1") + "/" + name;
    }

    private HostTensor required(String name) {
        HostTensor tensor = weights.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("the model has no weight " + name);
        }
        return tensor;
    }
}

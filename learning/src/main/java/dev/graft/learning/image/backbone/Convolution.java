package dev.graft.learning.image.backbone;

import static dev.graft.learning.onnx.OnnxGraph.attribute;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import dev.graft.learning.onnx.OnnxGraph;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A convolution with a square kernel.
 *
 * @param name its weights are {@code name.weight} (out, in / groups, kernel, kernel) and {@code name.bias} (out)
 * @param in channels
 * @param out channels
 * @param kernel side in pixels
 * @param stride in pixels
 * @param padding zeros on each side, or {@link #SAME}
 * @param groups divides {@code in} and {@code out}; equal to both it is a depthwise convolution
 * @param bias whether it has one
 */
record Convolution(String name, int in, int out, int kernel, int stride, int padding, int groups, boolean bias)
        implements Layer {

    /** TensorFlow's rule; see {@link PaddingRule#TENSORFLOW}. */
    static final int SAME = -1;

    static final Shape UNDILATED = new Shape(1, 1);

    /** An ungrouped convolution with a bias, padded by half its kernel. */
    static Convolution plain(String name, int in, int out, int kernel) {
        return new Convolution(name, in, out, kernel, 1, kernel / 2, 1, true);
    }

    @Override
    public NDArray apply(NDArray input, Parameters weights) {
        if (padding != SAME) {
            return convolve(input, padding, weights);
        }
        int rows = zeros(input.getShape().get(2));
        int columns = zeros(input.getShape().get(3));
        if (rows == columns && rows % 2 == 0) {
            return convolve(input, rows / 2, weights);
        }
        Shape sides = new Shape(columns / 2, columns - columns / 2, rows / 2, rows - rows / 2);
        try (NDArray padded = input.pad(sides, 0)) {
            return convolve(padded, 0, weights);
        }
    }

    /** Zeros that an axis needs in all, so that its output has {@code ceil(size / stride)} pixels. */
    private int zeros(long size) {
        long outputs = (size + stride - 1) / stride;
        return (int) Math.max(0, (outputs - 1) * stride + kernel - size);
    }

    private NDArray convolve(NDArray input, int zeros, Parameters weights) {
        NDArray offset = bias ? weights.get(name + ".bias") : null;
        Shape step = new Shape(stride, stride);
        Shape border = new Shape(zeros, zeros);
        return Conv2d.conv2d(input, weights.get(name + ".weight"), offset, step, border, UNDILATED, groups)
                .singletonOrThrow();
    }

    @Override
    public void declare(Map<String, Shape> shapes) {
        shapes.put(name + ".weight", new Shape(out, in / groups, kernel, kernel));
        if (bias) {
            shapes.put(name + ".bias", new Shape(out));
        }
    }

    @Override
    public String addTo(OnnxGraph graph, Map<String, HostTensor> weights, String input) {
        List<String> inputs = new ArrayList<>(List.of(input));
        for (String part : bias ? List.of(".weight", ".bias") : List.of(".weight")) {
            inputs.add(graph.weight(name + part, Layer.required(weights, name + part)));
        }
        return graph.node(
                "Conv",
                inputs,
                attribute("group", groups),
                attribute("strides", stride, stride),
                padding == SAME
                        ? attribute("auto_pad", "SAME_UPPER")
                        : attribute("pads", padding, padding, padding, padding));
    }
}

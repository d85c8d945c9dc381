package dev.graft.learning.image.backbone;

import static dev.graft.learning.onnx.OnnxGraph.attribute;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.BatchNorm;
import dev.graft.learning.onnx.OnnxGraph;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Batch normalisation (Ioffe and Szegedy 2015) by the stored statistics, in training too: a row never depends on its
 * batch, and a batch of any size trains.
 *
 * @param name its weights are {@code name.weight} and {@code name.bias}, its statistics {@code name.running_mean} and
 *     {@code name.running_var}, each (channels)
 * @param channels of the input
 * @param epsilon added to the variance
 */
record BatchNormalisation(String name, int channels, float epsilon) implements Layer {

    static final String MEAN = ".running_mean";
    static final String VARIANCE = ".running_var";

    private static final int CHANNEL_AXIS = 1;
    private static final float NO_MOMENTUM = 1;

    /** Whether a name is that of a statistic, which never learns. */
    static boolean isStatistic(String name) {
        return name.endsWith(MEAN) || name.endsWith(VARIANCE);
    }

    @Override
    public NDArray apply(NDArray input, Parameters weights) {
        return BatchNorm.batchNorm(
                        input,
                        weights.get(name + MEAN),
                        weights.get(name + VARIANCE),
                        weights.get(name + ".weight"),
                        weights.get(name + ".bias"),
                        CHANNEL_AXIS,
                        NO_MOMENTUM,
                        epsilon,
                        false)
                .singletonOrThrow();
    }

    @Override
    public void declare(Map<String, Shape> shapes) {
        for (String part : new String[] {".weight", ".bias", MEAN, VARIANCE}) {
            shapes.put(name + part, new Shape(channels));
        }
    }

    @Override
    public String addTo(OnnxGraph graph, Map<String, HostTensor> weights, String input) {
        List<String> inputs = new ArrayList<>(List.of(input));
        for (String part : List.of(".weight", ".bias", MEAN, VARIANCE)) {
            inputs.add(graph.weight(name + part, Layer.required(weights, name + part)));
        }
        return graph.node("BatchNormalization", inputs, attribute("epsilon", epsilon));
    }
}

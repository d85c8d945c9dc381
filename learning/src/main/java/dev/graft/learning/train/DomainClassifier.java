package dev.graft.learning.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What tells the domains of pooled features apart, beside the network that is to make them alike: a hidden layer with
 * rectifiers, two outputs. It learns at the head's rate and is no part of the model. B rows, E features.
 */
final class DomainClassifier {

    private static final String HIDDEN_WEIGHT = "domains.hidden.weight";
    private static final String HIDDEN_BIAS = "domains.hidden.bias";
    private static final String OUTPUT_WEIGHT = "domains.output.weight";
    private static final String OUTPUT_BIAS = "domains.output.bias";

    /** Its weights, in order. */
    static final List<String> NAMES = List.of(HIDDEN_BIAS, HIDDEN_WEIGHT, OUTPUT_BIAS, OUTPUT_WEIGHT);

    private static final int HIDDEN = 100;

    private final Parameters weights;

    /** Puts its weights, drawn as Glorot and Bengio (2010) have it, beside the network's. */
    DomainClassifier(Parameters weights, int features, Random random) {
        this.weights = weights;
        weights.put(HIDDEN_WEIGHT, drawn(HIDDEN, features, random));
        weights.put(HIDDEN_BIAS, HostTensor.of(new Shape(HIDDEN), new float[HIDDEN]));
        weights.put(OUTPUT_WEIGHT, drawn(2, HIDDEN, random));
        weights.put(OUTPUT_BIAS, HostTensor.of(new Shape(2), new float[2]));
    }

    /** Logits (B, 2) of features (B, E). */
    NDArray logits(NDArray features) {
        return layer(Activation.relu(layer(features, HIDDEN_WEIGHT, HIDDEN_BIAS)), OUTPUT_WEIGHT, OUTPUT_BIAS);
    }

    /** Takes its weights out of a model's. */
    static void removeFrom(Map<String, HostTensor> model) {
        NAMES.forEach(model::remove);
    }

    private NDArray layer(NDArray inputs, String weight, String bias) {
        return Linear.linear(inputs, weights.get(weight), weights.get(bias)).singletonOrThrow();
    }

    private static HostTensor drawn(int outputs, int inputs, Random random) {
        double bound = Math.sqrt(6.0 / (inputs + outputs));
        float[] values = new float[Math.multiplyExact(outputs, inputs)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (bound * (2 * random.nextDouble() - 1));
        }
        return HostTensor.of(new Shape(outputs, inputs), values);
    }
}

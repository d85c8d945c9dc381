package dev.graft.learning.policy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.graft.learning.network.AdamWeights;
import dev.graft.learning.network.LinearLayer;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A network of two hidden layers while it learns, one of several over the same weights. */
record PolicyWeights(AdamWeights weights, List<String> layers) {

    private static final double SMALL = 0.01;

    /** A new one, whose outputs are near 0, so that no action is preferred at first. */
    static PolicyWeights drawn(AdamWeights weights, String name, int inputs, int hidden, int outputs, Random random) {
        PolicyWeights drawn = new PolicyWeights(weights, names(name));
        weights.draw(drawn.layers.get(0), inputs, hidden, random);
        weights.draw(drawn.layers.get(1), hidden, hidden, random);
        float[] last = new float[hidden * outputs];
        for (int i = 0; i < last.length; i++) {
            last[i] = (float) (SMALL * random.nextGaussian());
        }
        weights.put(drawn.layers.get(2), new LinearLayer(last, new float[outputs]));
        return drawn;
    }

    /** One that goes on from a policy. */
    static PolicyWeights of(AdamWeights weights, String name, Policy policy) {
        List<String> names = names(name);
        for (int i = 0; i < names.size(); i++) {
            weights.put(names.get(i), policy.layers().get(i));
        }
        return new PolicyWeights(weights, names);
    }

    private static List<String> names(String name) {
        return Stream.of("one", "two", "out").map(layer -> name + "." + layer).toList();
    }

    /** Outputs (B, outputs) of observations (B, inputs). */
    NDArray outputs(NDArray observations) {
        NDArray first = weights.applied(layers.get(0), observations).tanh();
        return weights.applied(
                layers.get(2), weights.applied(layers.get(1), first).tanh());
    }

    TanhNetwork network() {
        return new TanhNetwork(layers.stream().map(weights::layer).toList());
    }

    /** Rows as an array. */
    static NDArray rows(NDManager scope, double[][] all, int... chosen) {
        int width = all[0].length;
        float[] numbers = new float[chosen.length * width];
        IntStream.range(0, numbers.length).forEach(i -> numbers[i] = (float) all[chosen[i / width]][i % width]);
        return scope.create(numbers, new Shape(chosen.length, width));
    }

    /** Numbers of rows as an array. */
    static NDArray numbers(NDManager scope, double[] all, int... chosen) {
        float[] numbers = new float[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            numbers[i] = (float) all[chosen[i]];
        }
        return scope.create(numbers);
    }
}

package dev.graft.learning.model;

import ai.djl.ndarray.types.Shape;
import dev.graft.learning.tensor.HostTensor;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The weights that a {@link Head} begins with: new rows are drawn from a normal distribution with deviation
 * {@value #DEVIATION}, new biases are 0, and the rows of labels that an earlier head knows are its own.
 */
public final class HeadWeights {

    private static final double DEVIATION = 0.02;

    private HeadWeights() {}

    /** A head of new rows, by name. */
    public static SortedMap<String, HostTensor> fresh(int labels, int features, Random random) {
        float[] weight = new float[labels * features];
        for (int i = 0; i < weight.length; i++) {
            weight[i] = (float) (DEVIATION * random.nextGaussian());
        }
        SortedMap<String, HostTensor> head = new TreeMap<>();
        head.put(ClassifierConfig.HEAD_WEIGHT, HostTensor.of(new Shape(labels, features), weight));
        head.put(ClassifierConfig.HEAD_BIAS, HostTensor.of(new Shape(labels), new float[labels]));
        return head;
    }

    /**
     * Checks the shapes of a head.
     *
     * @throws IllegalArgumentException where a tensor is missing or of another shape
     */
    public static void check(Map<String, HostTensor> head, int labels, int features) {
        check(head, ClassifierConfig.HEAD_WEIGHT, new Shape(labels, features));
        check(head, ClassifierConfig.HEAD_BIAS, new Shape(labels));
    }

    /** Checks that a classifier has a weight of that shape. */
    public static void check(Map<String, HostTensor> weights, String name, Shape shape) {
        HostTensor tensor = weights.get(name);
        if (tensor == null || !tensor.shape().equals(shape)) {
            throw new IllegalArgumentException("the classifier's weight " + name + " must have the shape " + shape
                    + ", it is " + (tensor == null ? "missing" : tensor.shape()));
        }
    }

    /**
     * A tensor of a head, with the rows of a known one where it has the label.
     *
     * @param own first axis {@code labels}
     * @param known first axis {@code knownLabels}, the same other axis
     */
    public static HostTensor withKnownRows(
            HostTensor own, List<String> labels, HostTensor known, List<String> knownLabels) {
        int width = Math.toIntExact(own.shape().size() / labels.size());
        float[] rows = new float[labels.size() * width];
        own.values().get(rows);
        for (int to = 0; to < labels.size(); to++) {
            int from = knownLabels.indexOf(labels.get(to));
            if (from >= 0) {
                known.values().get(from * width, rows, to * width, width);
            }
        }
        return HostTensor.of(own.shape(), rows);
    }

    /**
     * A head's matrix (C, E) for features whose parts have another scale, so that its answers stay as they were.
     *
     * @param widths of the parts, whose sum is E
     * @param factors by which each part of the features is multiplied from now on, above 0
     */
    public static HostTensor rescaled(HostTensor matrix, List<Integer> widths, List<Double> factors) {
        float[] values = new float[Math.toIntExact(matrix.shape().size())];
        matrix.values().get(values);
        int at = 0;
        while (at < values.length) {
            for (int part = 0; part < widths.size(); part++) {
                for (int i = 0; i < widths.get(part); i++) {
                    values[at] = (float) (values[at] / factors.get(part));
                    at++;
                }
            }
        }
        return HostTensor.of(matrix.shape(), values);
    }
}

package dev.graft.learning.model;

import ai.djl.ndarray.types.Shape;
import dev.graft.learning.tensor.HostTensor;
import java.util.List;
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
}

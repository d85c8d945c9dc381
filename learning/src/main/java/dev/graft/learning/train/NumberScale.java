package dev.graft.learning.train;

import ai.djl.ndarray.types.Shape;
import dev.graft.learning.loss.Truth;
import dev.graft.learning.model.ClassifierConfig;
import dev.graft.learning.tensor.HostTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * Mean and standard deviation of each number over the training rows. A head learns standardised numbers, so that
 * learning rates mean the same for grades and for prices, and its loss is the share of variance that it leaves
 * unexplained; a model's files hold the head that gives the numbers in their own unit.
 *
 * @param means one an output
 * @param deviations one an output, 1 where all rows are equal
 */
record NumberScale(List<Double> means, List<Double> deviations) {

    /** The scale of a truth's first {@code trainRows} rows; of classes and labels, one that changes nothing. */
    static NumberScale of(Truth truth, int trainRows) {
        List<Double> means = new ArrayList<>();
        List<Double> deviations = new ArrayList<>();
        for (int output = 0; output < truth.outputs(); output++) {
            boolean number = truth instanceof Truth.Numbers;
            double mean = number ? mean(truth, trainRows, output) : 0;
            double deviation = number ? deviation(truth, trainRows, output, mean) : 1;
            means.add(mean);
            deviations.add(deviation > 0 ? deviation : 1);
        }
        return new NumberScale(means, deviations);
    }

    /** The truth with numbers standardised. */
    Truth standardised(Truth truth) {
        if (!(truth instanceof Truth.Numbers numbers)) {
            return truth;
        }
        List<List<Double>> rows = new ArrayList<>();
        for (List<Double> row : numbers.values()) {
            List<Double> standard = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                standard.add((row.get(i) - means.get(i)) / deviations.get(i));
            }
            rows.add(standard);
        }
        return new Truth.Numbers(rows, numbers.outputs());
    }

    /** Changes a head that gives numbers in their own unit to one that gives them standardised. */
    void standardiseHead(SortedMap<String, HostTensor> weights) {
        scaleRows(weights, true);
    }

    /** The way back from {@link #standardiseHead}. */
    void restoreHead(SortedMap<String, HostTensor> weights) {
        scaleRows(weights, false);
    }

    private void scaleRows(SortedMap<String, HostTensor> weights, boolean toStandard) {
        float[] matrix = values(weights, ClassifierConfig.HEAD_WEIGHT);
        float[] bias = values(weights, ClassifierConfig.HEAD_BIAS);
        int width = matrix.length / bias.length;
        for (int i = 0; i < matrix.length; i++) {
            double deviation = deviations.get(i / width);
            matrix[i] = (float) (toStandard ? matrix[i] / deviation : matrix[i] * deviation);
        }
        for (int i = 0; i < bias.length; i++) {
            double mean = means.get(i);
            double deviation = deviations.get(i);
            bias[i] = (float) (toStandard ? (bias[i] - mean) / deviation : bias[i] * deviation + mean);
        }
        weights.put(ClassifierConfig.HEAD_WEIGHT, HostTensor.of(new Shape(bias.length, width), matrix));
        weights.put(ClassifierConfig.HEAD_BIAS, HostTensor.of(new Shape(bias.length), bias));
    }

    private static float[] values(SortedMap<String, HostTensor> weights, String name) {
        HostTensor tensor = weights.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no weight is named " + name);
        }
        float[] values = new float[Math.toIntExact(tensor.shape().size())];
        tensor.values().get(values);
        return values;
    }

    private static double mean(Truth truth, int rows, int output) {
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            sum += truth.target(row, output);
        }
        return sum / rows;
    }

    private static double deviation(Truth truth, int rows, int output, double mean) {
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            double distance = truth.target(row, output) - mean;
            sum += distance * distance;
        }
        return Math.sqrt(sum / rows);
    }
}

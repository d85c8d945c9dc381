package dev.graft.learning.classic;

import java.util.Arrays;

/**
 * One plane a class against all others.
 *
 * @param weights {@code (classes, width)}
 * @param bias {@code (classes)}; minus infinity for a class that had no row to learn from
 */
public record LinearModel(double[][] weights, double[] bias) implements Classifier {

    /** @throws IllegalArgumentException where there are not as many planes as biases, or they differ in width */
    public LinearModel {
        if (weights.length != bias.length || bias.length < 2) {
            throw new IllegalArgumentException(weights.length + " planes do not fit " + bias.length + " biases");
        }
        int width = weights[0].length;
        if (Arrays.stream(weights).anyMatch(plane -> plane.length != width)) {
            throw new IllegalArgumentException("planes differ in width");
        }
    }

    public int width() {
        return weights[0].length;
    }

    /** How far the rows lie on each class's side {@code (rows, classes)}. */
    public double[][] margins(FeatureVectors rows) {
        if (rows.width() != width()) {
            throw new IllegalArgumentException("this model reads " + width() + " features, not " + rows.width()
                    + "; use the space that it was fitted in");
        }
        double[][] margins = new double[rows.size()][bias.length];
        for (int row = 0; row < margins.length; row++) {
            for (int each = 0; each < bias.length; each++) {
                margins[row][each] = bias[each] + rows.dot(row, weights[each]);
            }
        }
        return margins;
    }

    /**
     * Each margin's logistic function over the sum of all: calibrated as one against all others where a logistic regression
     * was learnt, else only in the order of the margins.
     */
    @Override
    public double[][] probabilities(FeatureVectors rows) {
        double[][] margins = margins(rows);
        for (double[] row : margins) {
            double highest = Arrays.stream(row).max().orElseThrow();
            double sum = 0;
            for (int i = 0; i < row.length; i++) {
                // all far on the other side: the ratios of the exponentials, which the logistic function tends to
                row[i] = highest < -30 ? Math.exp(row[i] - highest) : 1 / (1 + Math.exp(-row[i]));
                sum += row[i];
            }
            for (int i = 0; i < row.length; i++) {
                row[i] /= sum;
            }
        }
        return margins;
    }

    @Override
    public int[] answers(FeatureVectors rows) {
        return Arrays.stream(margins(rows)).mapToInt(Classifier::best).toArray();
    }
}

package dev.graft.learning.check;

import java.util.Arrays;

/**
 * Moves each feature to mean 0 and scales it to variance 1 / width, as some rows have it: a row's squared length is then
 * 1 on average, whatever the backbone's width and units. A feature that never varies becomes 0.
 */
final class Scaling {

    private final double[] mean;
    private final double[] factor;

    private Scaling(double[] mean, double[] factor) {
        this.mean = mean;
        this.factor = factor;
    }

    /** Fitted on these rows, at least one. */
    static Scaling fit(float[][] rows) {
        int width = rows[0].length;
        double[] mean = new double[width];
        for (float[] row : rows) {
            for (int i = 0; i < width; i++) {
                mean[i] += row[i] / (double) rows.length;
            }
        }
        double[] variance = new double[width];
        for (float[] row : rows) {
            for (int i = 0; i < width; i++) {
                variance[i] += (row[i] - mean[i]) * (row[i] - mean[i]) / rows.length;
            }
        }
        double[] factor = Arrays.stream(variance)
                .map(value -> value < 1e-20 ? 0 : 1 / Math.sqrt(value * width))
                .toArray();
        return new Scaling(mean, factor);
    }

    double[] apply(float[] row) {
        double[] scaled = new double[row.length];
        for (int i = 0; i < row.length; i++) {
            scaled[i] = (row[i] - mean[i]) * factor[i];
        }
        return scaled;
    }
}

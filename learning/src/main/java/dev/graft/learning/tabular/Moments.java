package dev.graft.learning.tabular;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Mean and deviation of each column over some rows.
 *
 * @param deviation with the number of rows as divisor, above 0: 1 where the column never varies
 */
record Moments(double[] mean, double[] deviation) {

    /** Up to this share of the squared mean a variance is nothing but rounding. */
    private static final double ROUNDING = 1e-20;

    Moments {
        FittedNumbers.requireSameLength("mean and deviation", mean, deviation);
        for (double each : deviation) {
            if (!(each > 0)) {
                throw new IllegalArgumentException("deviation must be above 0, not " + each);
            }
        }
    }

    /** @param rows numbers of at least one row */
    static Moments of(DMatrixRMaj values, int[] rows) {
        double[] mean = mean(values, rows);
        double[] deviation = variance(values, rows, mean);
        for (int i = 0; i < deviation.length; i++) {
            deviation[i] = deviation[i] == 0 ? 1 : Math.sqrt(deviation[i]);
        }
        return new Moments(
                FittedNumbers.requireFinite("the columns' mean", mean),
                FittedNumbers.requireFinite("the columns' deviation", deviation));
    }

    static double[] mean(DMatrixRMaj values, int... rows) {
        double[] mean = new double[values.numCols];
        for (int row : rows) {
            for (int i = 0, at = row * mean.length; i < mean.length; i++, at++) {
                mean[i] += values.data[at];
            }
        }
        Arrays.setAll(mean, i -> mean[i] / rows.length);
        return mean;
    }

    /** With the number of rows as divisor; 0 where it is nothing but rounding. */
    static double[] variance(DMatrixRMaj values, int[] rows, double[] mean) {
        double[] variance = new double[values.numCols];
        for (int row : rows) {
            for (int i = 0, at = row * mean.length; i < mean.length; i++, at++) {
                double off = values.data[at] - mean[i];
                variance[i] += off * off;
            }
        }
        for (int i = 0; i < mean.length; i++) {
            double share = variance[i] / rows.length;
            variance[i] = share <= ROUNDING * mean[i] * mean[i] ? 0 : share;
        }
        return variance;
    }

    static Moments from(JsonNode json) {
        return new Moments(FittedNumbers.vector(json, "mean"), FittedNumbers.vector(json, "deviation"));
    }

    void write(ObjectNode json) {
        FittedNumbers.put(json, "mean", mean);
        FittedNumbers.put(json, "deviation", deviation);
    }

    double[] standardised(double[] row) {
        double[] scaled = new double[row.length];
        for (int i = 0; i < row.length; i++) {
            scaled[i] = (row[i] - mean[i]) / deviation[i];
        }
        return scaled;
    }
}

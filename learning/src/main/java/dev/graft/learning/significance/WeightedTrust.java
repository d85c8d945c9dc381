package dev.graft.learning.significance;

import dev.graft.learning.metrics.ReliabilityBin;
import dev.graft.learning.metrics.RowLosses;

/** What one model's probabilities are worth, for a weight a row. Safe for many threads. */
final class WeightedTrust {
    private final double[] logLosses;
    private final double[] squaredErrors;
    private final double[] confidences;
    private final int[] bins;
    private final boolean[] right;

    WeightedTrust(int[] truth, float[][] probabilities, int[] predictions) {
        int rows = truth.length;
        logLosses = new double[rows];
        squaredErrors = new double[rows];
        confidences = new double[rows];
        bins = new int[rows];
        right = new boolean[rows];
        for (int row = 0; row < rows; row++) {
            logLosses[row] = RowLosses.logLoss(probabilities[row], truth[row]);
            squaredErrors[row] = RowLosses.squaredError(probabilities[row], truth[row]);
            confidences[row] = probabilities[row][predictions[row]];
            bins[row] = ReliabilityBin.binOf(confidences[row]);
            right[row] = predictions[row] == truth[row];
        }
    }

    double logLoss(int[] weights) {
        return mean(logLosses, weights);
    }

    double brier(int[] weights) {
        return mean(squaredErrors, weights);
    }

    double calibrationError(int[] weights) {
        double[] gaps = new double[ReliabilityBin.BINS];
        long rows = 0;
        for (int row = 0; row < weights.length; row++) {
            gaps[bins[row]] += weights[row] * ((right[row] ? 1 : 0) - confidences[row]);
            rows += weights[row];
        }
        double sum = 0;
        for (double gap : gaps) {
            sum += Math.abs(gap);
        }
        return rows == 0 ? 0 : sum / rows;
    }

    private static double mean(double[] values, int[] weights) {
        double sum = 0;
        long rows = 0;
        for (int row = 0; row < weights.length; row++) {
            sum += weights[row] * values[row];
            rows += weights[row];
        }
        return rows == 0 ? 0 : sum / rows;
    }
}

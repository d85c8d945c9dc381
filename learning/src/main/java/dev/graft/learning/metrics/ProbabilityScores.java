package dev.graft.learning.metrics;

import java.util.List;

/**
 * How far the probabilities can be trusted, not only the answers. Lower is better for all three scores.
 *
 * @param logLoss mean negative natural logarithm of the true class's probability, which is first clipped to
 *     [ε, 1 − ε] with ε = 2<sup>-52</sup>, so that it is at most about 36.04
 * @param brierScore mean over the rows of the squared error summed over the classes, in [0, 2] (Brier's own
 *     multi-class definition; never halved)
 * @param expectedCalibrationError mean gap between confidence and accuracy over the curve, in [0, 1]
 * @param reliability the {@value ReliabilityBin#BINS} equal-width bins behind it, lowest confidence first
 */
public record ProbabilityScores(
        double logLoss, double brierScore, double expectedCalibrationError, List<ReliabilityBin> reliability) {

    private static final double EPSILON = Math.ulp(1.0);

    /** An immutable value. */
    public ProbabilityScores {
        reliability = List.copyOf(reliability);
    }

    static ProbabilityScores of(int[] truth, ProbabilityTable table, int[] predictions) {
        double logLoss = 0;
        double brier = 0;
        double[] confidences = new double[truth.length];
        boolean[] correct = new boolean[truth.length];
        for (int row = 0; row < truth.length; row++) {
            logLoss += logLoss(table.at(row, truth[row]));
            brier += RowLosses.squaredError(table.row(row), truth[row]);
            confidences[row] = table.at(row, predictions[row]);
            correct[row] = predictions[row] == truth[row];
        }
        List<ReliabilityBin> curve = ReliabilityBin.curve(confidences, correct);
        return new ProbabilityScores(
                Ratio.of(logLoss, truth.length),
                Ratio.of(brier, truth.length),
                ReliabilityBin.expectedCalibrationError(curve),
                curve);
    }

    /** The loss of one row whose true class got this probability. */
    static double logLoss(double probability) {
        return -Math.log(Math.min(1 - EPSILON, Math.max(EPSILON, probability)));
    }
}

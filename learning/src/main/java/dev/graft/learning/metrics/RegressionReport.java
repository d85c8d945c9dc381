package dev.graft.learning.metrics;

import java.util.OptionalDouble;

/**
 * How close predicted numbers are to the true ones on one set of rows. Equal scikit-learn's and, for the correlations,
 * SciPy's.
 *
 * @param rows rows scored, at least 1
 * @param meanAbsoluteError in the target's unit; lower is better
 * @param meanSquaredError in the target's unit squared
 * @param rootMeanSquaredError in the target's unit
 * @param rSquared coefficient of determination: 1 for all right, 0 for the mean as the answer, negative for worse. Of
 *     constant truth 1 if all is right, else 0; empty for one row
 * @param explainedVariance as {@code rSquared}, but an answer that is off by a constant loses nothing; of constant truth
 *     1 if the error is constant, else 0
 * @param pearson linear correlation, in [-1, 1]; empty for one row and where truth or predictions are constant
 * @param spearman correlation of the ranks, ties by mid-ranks, in [-1, 1]; empty where {@code pearson} is
 */
public record RegressionReport(
        int rows,
        double meanAbsoluteError,
        double meanSquaredError,
        double rootMeanSquaredError,
        OptionalDouble rSquared,
        double explainedVariance,
        OptionalDouble pearson,
        OptionalDouble spearman) {

    /**
     * Scores predictions.
     *
     * @param truth {@code (rows)}
     * @param predicted of the same rows
     * @throws IllegalArgumentException on no rows, if lengths differ, or if a value is NaN or infinite
     */
    public static RegressionReport of(double[] truth, double[] predicted) {
        check(truth, predicted);
        double[] errors = new double[truth.length];
        double absolute = 0;
        double squared = 0;
        for (int row = 0; row < truth.length; row++) {
            errors[row] = truth[row] - predicted[row];
            absolute += Math.abs(errors[row]);
            squared += errors[row] * errors[row];
        }
        double spread = Spread.squares(truth);
        return new RegressionReport(
                truth.length,
                absolute / truth.length,
                squared / truth.length,
                Math.sqrt(squared / truth.length),
                truth.length < 2 ? OptionalDouble.empty() : OptionalDouble.of(explained(squared, spread)),
                explained(Spread.squares(errors), spread),
                Spread.correlation(truth, predicted),
                Spread.correlation(Spread.ranks(truth), Spread.ranks(predicted)));
    }

    private static double explained(double unexplained, double spread) {
        if (spread == 0) {
            return unexplained == 0 ? 1 : 0;
        }
        return 1 - unexplained / spread;
    }

    private static void check(double[] truth, double[] predicted) {
        if (truth.length == 0 || truth.length != predicted.length) {
            throw new IllegalArgumentException(
                    "%d true values but %d predictions to score".formatted(truth.length, predicted.length));
        }
        for (int row = 0; row < truth.length; row++) {
            if (!Double.isFinite(truth[row]) || !Double.isFinite(predicted[row])) {
                throw new IllegalArgumentException(
                        "row %d: true value %s, prediction %s".formatted(row, truth[row], predicted[row]));
            }
        }
    }
}

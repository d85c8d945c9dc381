package dev.graft.learning.metrics;

/** What a single row adds to the scores that judge probabilities. */
public final class RowLosses {
    private RowLosses() {}

    /** Negative natural logarithm of the true class's probability, clipped as {@link ProbabilityScores#logLoss}. */
    public static double logLoss(float[] probabilities, int truth) {
        return ProbabilityScores.logLoss(probabilities[truth]);
    }

    /** Squared error of the probabilities, summed over the classes, in [0, 2]. */
    public static double squaredError(float[] probabilities, int truth) {
        double sum = 0;
        for (int column = 0; column < probabilities.length; column++) {
            double error = (double) probabilities[column] - (column == truth ? 1 : 0);
            sum += error * error;
        }
        return sum;
    }
}

package dev.graft.learning.metrics;

import java.util.OptionalDouble;

/**
 * What the probability of one of two classes is worth: ranking and trust in one value. Equal scikit-learn's with
 * {@code pos_label} the positive class.
 *
 * @param rows rows scored, at least 1
 * @param positives rows that truly are positive
 * @param rocAuc area under the receiver operating characteristic, in [0, 1]; empty without a row of each kind
 * @param averagePrecision area under the precision-recall curve, in [0, 1]; 0 without a positive row
 * @param brierScore mean squared error of the probability, in [0, 1]: half of {@link ProbabilityScores#brierScore}
 * @param logLoss mean negative natural logarithm of the true class's probability, clipped as
 *     {@link ProbabilityScores#logLoss}
 */
public record BinaryScores(
        int rows, int positives, OptionalDouble rocAuc, double averagePrecision, double brierScore, double logLoss) {

    /**
     * Scores the probability of the positive class.
     *
     * @param truth whether a row is positive {@code (rows)}
     * @param probabilities of being positive {@code (rows)}, each in [0, 1]
     * @throws IllegalArgumentException on no rows, as scikit-learn; if lengths differ; on a value that is no probability
     */
    public static BinaryScores of(boolean[] truth, double[] probabilities) {
        if (truth.length == 0) {
            throw new IllegalArgumentException("there are no rows to score");
        }
        ScoreLevels levels = ScoreLevels.of(truth, probabilities);
        double brier = 0;
        double logLoss = 0;
        for (int row = 0; row < truth.length; row++) {
            if (probabilities[row] < 0 || probabilities[row] > 1) {
                throw new IllegalArgumentException(
                        "row %d has the probability %s, which is not in [0, 1]".formatted(row, probabilities[row]));
            }
            double right = truth[row] ? probabilities[row] : 1 - probabilities[row];
            brier += (1 - right) * (1 - right);
            logLoss += ProbabilityScores.logLoss(right);
        }
        return new BinaryScores(
                truth.length,
                Math.toIntExact(levels.positives()),
                Ranking.rocAuc(levels),
                Ranking.averagePrecision(levels),
                brier / truth.length,
                logLoss / truth.length);
    }
}

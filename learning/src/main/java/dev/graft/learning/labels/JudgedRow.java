package dev.graft.learning.labels;

/**
 * What the probe that did not see a row makes of its label.
 *
 * @param row number in the batch
 * @param given label index
 * @param suggested the most probable label
 * @param confident the most probable one of the labels that are at or above their thresholds, or {@link #NONE}
 * @param selfConfidence probability of the given label
 * @param suggestedProbability probability of the suggested label
 * @param margin probability of the given label less that of the most probable other one, in [-1, 1]
 * @param suspicion share that the most probable other label has in the probability of the two of them, in [0, 1]: above ½
 *     another label is more probable than the given one
 */
public record JudgedRow(
        int row,
        int given,
        int suggested,
        int confident,
        double selfConfidence,
        double suggestedProbability,
        double margin,
        double suspicion) {

    /** No label. */
    public static final int NONE = -1;

    /** Judges a row by the probabilities of all labels, at least two. */
    static JudgedRow of(int row, int given, double[] probabilities, Thresholds thresholds) {
        int suggested = mostProbable(probabilities, NONE);
        double self = probabilities[given];
        double other = probabilities[mostProbable(probabilities, given)];
        return new JudgedRow(
                row,
                given,
                suggested,
                thresholds.confident(probabilities),
                self,
                probabilities[suggested],
                self - other,
                other / (self + other));
    }

    /** Whether the given label is the most probable one. */
    public boolean agrees() {
        return suggested == given;
    }

    /** Whether the row is off the confident joint's diagonal. */
    boolean isDoubted() {
        return confident != NONE && confident != given;
    }

    /** Of equals, the first. */
    private static int mostProbable(double[] probabilities, int leftOut) {
        int best = leftOut == 0 ? 1 : 0;
        for (int label = best + 1; label < probabilities.length; label++) {
            if (label != leftOut && probabilities[label] > probabilities[best]) {
                best = label;
            }
        }
        return best;
    }
}

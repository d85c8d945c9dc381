package dev.graft.learning.metrics;

import java.util.Arrays;

/** Answers read off probabilities. */
public final class Predictions {

    private Predictions() {}

    /**
     * The index of the largest value of each row; of equals, the first (as NumPy's {@code argmax}).
     *
     * @param scores {@code (rows, classes)}, at least one class, no NaN
     */
    public static int[] mostProbable(float[][] scores) {
        return Arrays.stream(scores).mapToInt(Predictions::largest).toArray();
    }

    private static int largest(float[] row) {
        int best = 0;
        for (int column = 1; column < row.length; column++) {
            if (row[column] > row[best]) {
                best = column;
            }
        }
        return best;
    }
}

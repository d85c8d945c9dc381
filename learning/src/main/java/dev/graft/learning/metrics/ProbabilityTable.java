package dev.graft.learning.metrics;

import java.util.List;

/**
 * A checked table of class probabilities {@code (rows, classes)}: each value in [0, 1], each row summing to 1
 * within {@value #TOLERANCE} (float rounding, not logits).
 */
final class ProbabilityTable {

    static final double TOLERANCE = 1e-3;

    private final float[][] probabilities;

    private ProbabilityTable(float[][] probabilities) {
        this.probabilities = probabilities;
    }

    static ProbabilityTable checked(float[][] probabilities, int rows, List<String> labels) {
        if (probabilities.length != rows) {
            throw new IllegalArgumentException(
                    "%d true labels but %d rows of probabilities".formatted(rows, probabilities.length));
        }
        for (int row = 0; row < rows; row++) {
            checkRow(probabilities[row], row, labels);
        }
        return new ProbabilityTable(probabilities);
    }

    private static void checkRow(float[] values, int row, List<String> labels) {
        if (values.length != labels.size()) {
            throw new IllegalArgumentException(
                    "row %d has %d probabilities for %d labels".formatted(row, values.length, labels.size()));
        }
        double sum = 0;
        for (int column = 0; column < values.length; column++) {
            // Written so that NaN fails too.
            if (!(values[column] >= 0 && values[column] <= 1 + TOLERANCE)) {
                throw new IllegalArgumentException("row %d gives label '%s' the probability %s, which is not in [0, 1]"
                        .formatted(row, labels.get(column), values[column]));
            }
            sum += values[column];
        }
        if (Math.abs(sum - 1) > TOLERANCE) {
            throw new IllegalArgumentException("the probabilities of row %d sum to %s, not to 1".formatted(row, sum));
        }
    }

    double at(int row, int column) {
        return probabilities[row][column];
    }

    float[] row(int row) {
        return probabilities[row];
    }

    int[] predictions() {
        return Predictions.mostProbable(probabilities);
    }
}

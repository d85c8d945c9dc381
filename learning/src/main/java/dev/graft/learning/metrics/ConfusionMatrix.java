package dev.graft.learning.metrics;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * A square table of row counts, truth by prediction: {@code counts[t][p]} rows of class {@code t} were
 * answered {@code p}. Immutable, compared by value; in JSON it is the bare array of arrays.
 */
public final class ConfusionMatrix {

    private final long[][] counts;

    /** A copy of the given counts; throws {@link IllegalArgumentException} if they are not square or one is negative. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ConfusionMatrix(long[][] counts) {
        this.counts = copy(counts);
        for (long[] row : this.counts) {
            if (row.length != counts.length || Arrays.stream(row).anyMatch(count -> count < 0)) {
                throw new IllegalArgumentException("a confusion matrix is square and holds no negative count");
            }
        }
    }

    /**
     * Counts pairs of truth and prediction.
     *
     * @param truth class indices, each in [0, classes)
     * @param predicted class indices of the same rows
     * @throws IllegalArgumentException if lengths differ or an index is out of range
     */
    public static ConfusionMatrix of(int[] truth, int[] predicted, int classes) {
        if (truth.length != predicted.length) {
            throw new IllegalArgumentException(
                    "%d true labels but %d predictions".formatted(truth.length, predicted.length));
        }
        long[][] counts = new long[classes][classes];
        for (int row = 0; row < truth.length; row++) {
            counts[checked(truth[row], classes, row)][checked(predicted[row], classes, row)]++;
        }
        return new ConfusionMatrix(counts);
    }

    static int checked(int index, int classes, int row) {
        if (index < 0 || index >= classes) {
            throw new IllegalArgumentException(
                    "row %d names class %d, but there are %d classes".formatted(row, index, classes));
        }
        return index;
    }

    /** A copy of the counts, truth by prediction. */
    @JsonValue
    public long[][] counts() {
        return copy(counts);
    }

    /** Number of classes, which is the side of the table. */
    public int classes() {
        return counts.length;
    }

    /** Number of rows counted. */
    public long rows() {
        return Arrays.stream(counts).flatMapToLong(Arrays::stream).sum();
    }

    /** Rows that truly are of this class. */
    public long support(int truth) {
        return Arrays.stream(counts[truth]).sum();
    }

    /** Rows that were answered with this class. */
    public long predicted(int prediction) {
        return Arrays.stream(counts).mapToLong(row -> row[prediction]).sum();
    }

    /** Rows of this class that were answered with it. */
    public long correct(int index) {
        return counts[index][index];
    }

    /**
     * Matthews' correlation of truth and answers over any number of classes (Gorodkin 2004): 1 for all right, 0 for
     * chance. 0 too where all rows have one class or one answer, and for no rows.
     */
    public double matthewsCorrelation() {
        return new Agreement(this).matthewsCorrelation();
    }

    /**
     * Cohen's kappa (1960), unweighted: 1 for all right, 0 for what the margins give by chance, down to -1. Empty where
     * chance alone is all right, because every row has the same class and answer, and for no rows.
     */
    public OptionalDouble cohensKappa() {
        return new Agreement(this).cohensKappa();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConfusionMatrix matrix && Arrays.deepEquals(counts, matrix.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(counts);
    }

    @Override
    public String toString() {
        return Arrays.deepToString(counts);
    }

    private static long[][] copy(long[][] counts) {
        return Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new);
    }
}

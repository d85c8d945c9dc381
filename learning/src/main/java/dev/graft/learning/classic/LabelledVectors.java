package dev.graft.learning.classic;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Rows to learn from.
 *
 * @param rows at least one
 * @param classes of the rows, each from 0 to below {@code count}
 * @param count of all classes, those without rows among them; at least 2
 * @param weights of the rows, above 0; 1 counts as one row
 */
public record LabelledVectors(FeatureVectors rows, int[] classes, int count, double[] weights) {

    /** @throws IllegalArgumentException where the parts do not fit each other */
    public LabelledVectors {
        if (rows.size() == 0 || classes.length != rows.size() || weights.length != rows.size() || count < 2) {
            throw new IllegalArgumentException(
                    "%d rows, %d classes of them, %d weights and %d classes in all do not fit"
                            .formatted(rows.size(), classes.length, weights.length, count));
        }
        for (int row = 0; row < classes.length; row++) {
            if (classes[row] < 0 || classes[row] >= count || !(weights[row] > 0 && weights[row] < 1e12)) {
                throw new IllegalArgumentException("row %d has the class %d of %d and the weight %s"
                        .formatted(row, classes[row], count, weights[row]));
            }
        }
    }

    /** Rows that all count the same. */
    public LabelledVectors(FeatureVectors rows, int[] classes, int count) {
        this(
                rows,
                classes,
                count,
                IntStream.range(0, classes.length).mapToDouble(row -> 1).toArray());
    }

    public int size() {
        return classes.length;
    }

    /** Some of the rows, in that order. */
    public LabelledVectors rows(int... chosen) {
        return new LabelledVectors(
                rows.rows(chosen),
                Arrays.stream(chosen).map(row -> classes[row]).toArray(),
                count,
                Arrays.stream(chosen).mapToDouble(row -> weights[row]).toArray());
    }

    /** These rows, then the other's. */
    public LabelledVectors and(LabelledVectors other) {
        return new LabelledVectors(
                rows.and(other.rows),
                IntStream.concat(Arrays.stream(classes), Arrays.stream(other.classes))
                        .toArray(),
                count,
                DoubleStream.concat(Arrays.stream(weights), Arrays.stream(other.weights))
                        .toArray());
    }

    public LabelledVectors withWeights(double... others) {
        return new LabelledVectors(rows, classes, count, others);
    }

    /** How many rows each class has. */
    public int[] counts() {
        int[] counts = new int[count];
        Arrays.stream(classes).forEach(each -> counts[each]++);
        return counts;
    }

    /** Whether rows of two classes or more are there. */
    public boolean hasTwoClasses() {
        return Arrays.stream(classes).anyMatch(each -> each != classes[0]);
    }
}

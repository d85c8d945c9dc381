package dev.graft.benchmarks;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * The middle and the end of some values: the nearest rank, so each is a value that was measured.
 *
 * @param p50 half of the values are not above it
 * @param p99 with fewer than 100 values the largest one
 */
public record Quantiles(double p50, double p99, double max) {
    /** @throws IllegalArgumentException when there are no values */
    public static Quantiles of(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("no values");
        }
        return new Quantiles(
                rank(sorted, 0.5),
                rank(sorted, 0.99),
                Arrays.stream(sorted).max().getAsDouble());
    }

    private static double rank(double[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}

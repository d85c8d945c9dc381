package dev.graft.learning.metrics;

import java.util.Arrays;
import java.util.OptionalDouble;

/** How far values lie from their mean, alone and together with others. */
final class Spread {

    private Spread() {}

    /** The sum of squared distances from the mean; exactly 0 for equal values. */
    static double squares(double[] values) {
        double sum = 0;
        for (double distance : centred(values)) {
            sum += distance * distance;
        }
        return sum;
    }

    /** Pearson's correlation; empty for fewer than two pairs or constant values. */
    static OptionalDouble correlation(double[] left, double[] right) {
        double[] x = unit(left);
        double[] y = unit(right);
        if (x.length < 2 || constant(left) || constant(right)) {
            return OptionalDouble.empty();
        }
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return OptionalDouble.of(Math.max(-1, Math.min(1, sum)));
    }

    /** Ranks from 1; equal values share the mean of their ranks. */
    static double[] ranks(double[] values) {
        double[] sorted =
                Arrays.stream(values).map(value -> value + 0.0).sorted().toArray(); // -0 becomes 0
        double[] ranks = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            double value = values[i] + 0.0;
            ranks[i] = (firstAtLeast(sorted, value) + firstAtLeast(sorted, Math.nextUp(value)) + 1) / 2.0;
        }
        return ranks;
    }

    /** The number of sorted values below {@code value}. */
    private static int firstAtLeast(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The values moved to mean 0 and scaled to length 1, without overflow. */
    private static double[] unit(double[] values) {
        double[] centred = centred(values);
        double largest = Arrays.stream(centred).map(Math::abs).max().orElse(0);
        double[] scaled = Arrays.stream(centred).map(value -> value / largest).toArray();
        double length =
                Math.sqrt(Arrays.stream(scaled).map(value -> value * value).sum());
        return Arrays.stream(scaled).map(value -> value / length).toArray();
    }

    private static double[] centred(double[] values) {
        if (constant(values)) {
            return new double[values.length];
        }
        double mean = Arrays.stream(values).sum() / values.length;
        return Arrays.stream(values).map(value -> value - mean).toArray();
    }

    private static boolean constant(double[] values) {
        return Arrays.stream(values).allMatch(value -> value == values[0]);
    }
}

package dev.graft.learning.tabular;

import java.util.Arrays;

/** Quantiles of numbers without NaN, interpolated between neighbours (definition 7 of Hyndman and Fan 1996). */
final class Quantiles {

    private Quantiles() {}

    /** @param sorted at least one number; {@code share} from 0 to 1 */
    static double of(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        double low = sorted[below];
        return below + 1 == sorted.length ? low : low + (place - below) * (sorted[below + 1] - low);
    }

    static double median(double[] sorted) {
        return of(sorted, 0.5);
    }

    /** The numbers without NaN, in order. */
    static double[] sorted(double[] values) {
        return Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
    }
}

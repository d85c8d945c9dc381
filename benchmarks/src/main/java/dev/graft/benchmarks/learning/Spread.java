package dev.graft.benchmarks.learning;

import java.util.Arrays;
import java.util.Locale;

/**
 * The mean and the standard deviation of a few runs.
 *
 * @param deviation of the sample; 0 of a single run
 */
record Spread(double mean, double deviation) {

    static Spread of(double... values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return new Spread(mean, values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1)));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f ± %.2f", mean, deviation);
    }
}

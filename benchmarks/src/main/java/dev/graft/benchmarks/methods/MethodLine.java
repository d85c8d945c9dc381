package dev.graft.benchmarks.methods;

import java.util.List;
import java.util.Locale;

/**
 * What one method did on one set of data; the references write the same fields.
 *
 * @param row of the table of techniques
 * @param set of data
 * @param method with its settings
 * @param metric of the values
 * @param values one a pair of domains or a seed, in percent
 * @param seconds of learning and answering, all values together
 * @param wanted the figure to reach; empty: none
 */
record MethodLine(
        String row, String set, String method, String metric, List<Double> values, double seconds, String wanted) {

    double mean() {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /** The mean, and the deviation of the sample where there are several. */
    String figure() {
        double mean = mean();
        double squares = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        return values.size() < 2
                ? String.format(Locale.ROOT, "%.2f", mean)
                : String.format(Locale.ROOT, "%.2f ± %.2f", mean, Math.sqrt(squares / (values.size() - 1)));
    }

    boolean isOf(MethodLine other) {
        return set.equals(other.set) && method.equals(other.method) && metric.equals(other.metric);
    }
}

package dev.graft.learning.drift;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Whether a number, such as a text's length, is spread in a batch as in the reference: the two-sample
 * Kolmogorov-Smirnov test and the stability index over the reference's deciles.
 *
 * @param name of the number
 * @param gap the test's statistic, in [0, 1]
 * @param pValue of it
 * @param exact whether the p-value is exact (up to 10,000,000 pairs of values) or Kolmogorov's limit
 * @param stabilityIndex PSI over bins that end at the reference's deciles (equal ones once), ½ added to each bin's count
 * @param stabilityIndexByChance about what the index is where nothing changed
 * @param referenceMedian the lower one of an even number of values
 * @param batchMedian the same
 */
public record NumberShift(
        String name,
        double gap,
        double pValue,
        boolean exact,
        double stabilityIndex,
        double stabilityIndexByChance,
        double referenceMedian,
        double batchMedian)
        implements Shift {

    private static final int BINS = 10;

    /**
     * Compares two samples in any order; they stay as they are.
     *
     * @throws IllegalArgumentException where one is empty or a value is not finite
     */
    public static NumberShift of(String name, double[] reference, double[] batch) {
        double[] before = sorted(name, reference);
        double[] now = sorted(name, batch);
        KolmogorovSmirnov test = KolmogorovSmirnov.of(before, now);
        double[] ends = deciles(before);
        CountPair bins = new CountPair(binned(before, ends), binned(now, ends));
        return new NumberShift(
                name,
                test.gap(),
                test.chance(),
                test.exact(),
                bins.stabilityIndex(),
                bins.stabilityIndexByChance(),
                median(before),
                median(now));
    }

    @Override
    public String aspect() {
        return name;
    }

    @Override
    public OptionalDouble chance() {
        return OptionalDouble.of(pValue);
    }

    @Override
    public String sentence() {
        String medians = referenceMedian == batchMedian
                ? "is spread otherwise about the same median of " + Wording.plain(batchMedian)
                : "has the median " + Wording.plain(batchMedian) + ", and had " + Wording.plain(referenceMedian);
        return "'%s' %s (largest gap %s)".formatted(name, medians, Wording.two(gap));
    }

    private static double[] sorted(String name, double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("'" + name + "' cannot be compared where one side has no value");
        }
        double[] sorted = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("'" + name + "' must be finite, not " + values[i]);
            }
            sorted[i] = values[i] + 0.0; // -0 becomes 0: equal values must sort as equal
        }
        Arrays.sort(sorted);
        return sorted;
    }

    private static double median(double[] sorted) {
        return sorted[(sorted.length - 1) / 2];
    }

    private static double[] deciles(double[] sorted) {
        double[] ends = new double[BINS - 1];
        Arrays.setAll(ends, bin -> sorted[(int) (((long) (bin + 1) * sorted.length + BINS - 1) / BINS) - 1]);
        return Arrays.stream(ends).distinct().toArray();
    }

    /** How many values lie up to each end, and above the last. */
    private static long[] binned(double[] sorted, double[] ends) {
        long[] counts = new long[ends.length + 1];
        int bin = 0;
        for (double value : sorted) {
            while (bin < ends.length && value > ends[bin]) {
                bin++;
            }
            counts[bin]++;
        }
        return counts;
    }
}

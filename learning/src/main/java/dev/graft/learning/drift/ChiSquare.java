package dev.graft.learning.drift;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Pearson's chi-square of the counts of two samples, and the chance of it where both come from one distribution.
 *
 * <p>Where every cell expects at least {@value #EXPECTED} items (Cochran, "Some methods for strengthening the common χ²
 * tests", 1954, in its strict form), the chance is the tail of the χ² distribution with (kinds - 1) degrees of freedom.
 * Else it is simulated: the pooled items are dealt out anew to two samples of the same sizes, which is exact whatever the
 * counts are, and the chance is (1 + deals at least as far apart) / (1 + deals).
 */
final class ChiSquare {

    private static final int EXPECTED = 5;
    /** Statistics of equal tables that were added up in another order differ by less, relatively. */
    private static final double ROUNDING = 1e-9;

    private final long[] pooled;
    private final double reference;
    private final double batch;

    ChiSquare(CountPair counts) {
        this.pooled = counts.pooled();
        this.reference = counts.referenceTotal();
        this.batch = counts.batchTotal();
    }

    int degrees() {
        return (int) Arrays.stream(pooled).filter(count -> count > 0).count() - 1;
    }

    boolean smallCounts() {
        double smaller = Math.min(reference, batch) / (reference + batch);
        return Arrays.stream(pooled).anyMatch(count -> count > 0 && count * smaller < EXPECTED);
    }

    /** The statistic where the batch has these counts and the reference the others. */
    double statistic(long[] batchCounts) {
        double share = batch / (reference + batch);
        double sum = 0;
        for (int kind = 0; kind < pooled.length; kind++) {
            if (pooled[kind] > 0) {
                double expected = pooled[kind] * share;
                double off = batchCounts[kind] - expected;
                sum += off * off * (1 / expected + 1 / (pooled[kind] - expected));
            }
        }
        return sum;
    }

    double simulated(double statistic, int deals, SplittableRandom random, Runnable beforeDeal) {
        Urn urn = new Urn(pooled);
        boolean batchIsSmaller = batch <= reference;
        int reached = 0;
        for (int deal = 0; deal < deals; deal++) {
            beforeDeal.run();
            long[] dealt = urn.draw((long) Math.min(batch, reference), random);
            double value = statistic(batchIsSmaller ? dealt : others(dealt));
            reached += value >= statistic * (1 - ROUNDING) ? 1 : 0;
        }
        return (1.0 + reached) / (1.0 + deals);
    }

    private long[] others(long[] dealt) {
        long[] others = new long[dealt.length];
        Arrays.setAll(others, kind -> pooled[kind] - dealt[kind]);
        return others;
    }
}

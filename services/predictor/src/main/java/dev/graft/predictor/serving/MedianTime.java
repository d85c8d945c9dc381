package dev.graft.predictor.serving;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** The median of the times of the last batches, each per input. Thread-safe. */
final class MedianTime {
    private static final int MOST = 500;

    private final long[] nanos = new long[MOST];
    private long count;

    synchronized void add(long nanosAnInput) {
        nanos[(int) (count++ % MOST)] = nanosAnInput;
    }

    /** Whether an input takes this one more than {@code factor} times, and {@code least} longer; false while either knows too little. */
    boolean isSlower(MedianTime other, double factor, long least) {
        if (tooFew() || other.tooFew()) {
            return false;
        }
        long own = median();
        long before = other.median();
        return own > factor * before && own - before >= least;
    }

    double millis() {
        return median() / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }

    private synchronized boolean tooFew() {
        return count < CanaryPlan.LEAST_INPUTS;
    }

    private synchronized long median() {
        long[] sorted = Arrays.copyOf(nanos, (int) Math.min(count, MOST));
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }
}

package dev.graft.learning.backbone;

import java.util.SplittableRandom;

/**
 * What the randomness of one training row in one pass depends on, wherever rows are {@link InputRows#augmented}.
 *
 * @param seed of the pass over the rows
 * @param row in the order of the dataset, from 0
 */
public record RowDraw(long seed, long row) {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** Random numbers of the step at this place, the same on every call. */
    public SplittableRandom forStep(int place) {
        return new SplittableRandom(mix(mix(mix(seed) + GOLDEN * (row + 1)) + GOLDEN * (place + 1)));
    }

    /** The finaliser of SplitMix64 (Steele et al. 2014). */
    private static long mix(long value) {
        long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}

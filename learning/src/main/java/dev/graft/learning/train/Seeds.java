package dev.graft.learning.train;

import java.util.Random;

/**
 * The random choices of a run: each has a seed made of the run's seed and what it is for, so none depends on how many
 * were made before it, and a resumed run makes the same ones.
 */
record Seeds(long seed) {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** For the new rows of a head. */
    Random head() {
        return new Random(mixed(1, 0, 0));
    }

    /** For the order of rows in a pass. */
    Random order(int phase, int pass) {
        return new Random(mixed(2, phase, pass));
    }

    /** For the earlier rows that a pass replays. */
    Random replay(int phase, int pass) {
        return new Random(mixed(4, phase, pass));
    }

    /** For the augmentation of rows in a pass. */
    long augmentation(int phase, int pass) {
        return mixed(5, phase, pass);
    }

    /** For one of the copies of augmented rows that a head on frozen features reads. */
    long augmentedCopy(int phase, int copy) {
        return mixed(7, phase, copy);
    }

    /** For the rows that a pass takes in again, or leaves out, for their label's sake. */
    Random sampling(int phase, int pass) {
        return new Random(mixed(8, phase, pass));
    }

    /** For the rows that SMOTE makes. */
    Random made(int phase) {
        return new Random(mixed(9, phase, 0));
    }

    /** For the first values of adapters. */
    Random adapters() {
        return new Random(mixed(6, 0, 0));
    }

    /** For the first values of a classifier of domains. */
    Random domains() {
        return new Random(mixed(10, 0, 0));
    }

    /** For the order of a target domain's rows, when it begins for the {@code turn}th time. */
    Random targets(int phase, int turn) {
        return new Random(mixed(11, phase, turn));
    }

    /** For the dropout of a step. */
    long dropout(int phase, int step) {
        return mixed(3, phase, step);
    }

    /** The finaliser of SplitMix64 (Steele et al. 2014) over the parts, one after the other. */
    private long mixed(long purpose, long phase, long number) {
        return mix(mix(mix(seed + GOLDEN * purpose) + GOLDEN * (phase + 1)) + GOLDEN * (number + 1));
    }

    private static long mix(long value) {
        long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}

package dev.graft.learning.image;

import java.util.SplittableRandom;

/** Checks and draws of a step's parameters. */
final class Ranges {

    private Ranges() {}

    static void require(String name, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException(name + " must be " + low + " to " + high + ", not " + value);
        }
    }

    static double uniform(SplittableRandom random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }
}

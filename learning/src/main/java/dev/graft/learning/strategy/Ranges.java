package dev.graft.learning.strategy;

/** Checks of numbers that people write. */
final class Ranges {

    private Ranges() {}

    static void check(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(name + " must be " + least + " to " + most + ", not " + value);
        }
    }
}

package dev.graft.learning.strategy;

/** Checks of numbers that people write. */
final class Ranges {

    private Ranges() {}

    static void check(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(name + " must be " + least + " to " + most + ", not " + value);
        }
    }

    /** Refuses rows made of features that do not stay as they are. */
    static void noSmote(HyperParameters hyper) {
        if (hyper.sampling() == Sampling.SMOTE) {
            throw new IllegalArgumentException(
                    "sampling 'smote' is for a head on frozen features (linear-probe, fusion)."
                            + " Where the backbone learns, 'over', 'under' or the loss's 'balanced' make up for rare labels");
        }
    }
}

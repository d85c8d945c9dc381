package dev.graft.learning.train;

/** The learning rate's course: a linear rise from 0, then a linear fall to 0. */
record Schedule(int steps, double warmupRatio) {

    /** The share of the peak rate in step {@code step}, counted from 0; above 0, at most 1. */
    double factor(int step) {
        int warmup = (int) Math.ceil(steps * warmupRatio);
        if (step < warmup) {
            return (step + 1.0) / warmup;
        }
        return (double) (steps - step) / (steps - warmup);
    }
}

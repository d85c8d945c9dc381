package dev.graft.learning.train;

import dev.graft.learning.strategy.RateCourse;
import java.util.List;

/**
 * The learning rate over the steps of a phase: a linear rise from 0, then a course.
 *
 * @param steps planned ones
 * @param warmupRatio share of them in which the rate rises
 * @param course behind the rise
 */
record Schedule(int steps, double warmupRatio, RateCourse course) {

    /** The share of the peak rate in step {@code step}, counted from 0; above 0, at most 1. */
    double factor(int step) {
        int warmup = (int) Math.ceil(steps * warmupRatio);
        if (step < warmup) {
            return (step + 1.0) / warmup;
        }
        double done = (double) (step - warmup) / (steps - warmup);
        return switch (course.kind()) {
            case LINEAR -> (double) (steps - step) / (steps - warmup);
            case COSINE -> 0.5 * (1 + Math.cos(Math.PI * done));
            case CONSTANT, PLATEAU -> 1;
        };
    }

    /**
     * What the rate is multiplied by after some epochs of the phase: only a plateau's falls. A pure function of the
     * epochs, so a resumed run has the same.
     *
     * @param improved of each epoch, whether it was the best so far
     */
    double epochFactor(List<Boolean> improved) {
        double factor = 1;
        int waited = 0;
        for (boolean better : improved) {
            waited = better ? 0 : waited + 1;
            if (course.kind() == RateCourse.Kind.PLATEAU && waited >= course.patience()) {
                factor *= course.factor();
                waited = 0;
            }
        }
        return factor;
    }
}

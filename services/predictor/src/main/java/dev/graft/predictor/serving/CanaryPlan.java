package dev.graft.predictor.serving;

import java.time.Duration;

/**
 * How a newer version is tried before it answers all requests.
 *
 * @param share of the requests that it answers, 0 to 1; 0: it is not tried and takes over at once
 * @param inputs that it has to answer, at least {@value #LEAST_INPUTS}
 * @param patience how long it is tried at most: with few requests it takes over when nothing has spoken against it
 * @param mostFailures the share of its inputs that it may fail on although the version before it answers them, 0 to 1
 * @param mostSlowdown how many times as long as the version before it an input may take it, above 1
 */
public record CanaryPlan(double share, int inputs, Duration patience, double mostFailures, double mostSlowdown) {
    /** Fewer inputs or batches say too little. */
    static final int LEAST_INPUTS = 20;

    /** Versions take over at once. */
    public static final CanaryPlan NONE = new CanaryPlan(0, 500, Duration.ofMinutes(10), 0.01, 2);

    public CanaryPlan {
        if (!(share >= 0 && share <= 1) || !(mostFailures >= 0 && mostFailures <= 1)) {
            throw new IllegalArgumentException("shares of a canary are between 0 and 1, not " + share
                    + " (of requests) and " + mostFailures + " (of failures)");
        }
        if (inputs < LEAST_INPUTS || !(mostSlowdown > 1) || patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("a canary needs at least " + LEAST_INPUTS
                    + " inputs, a slowdown above 1 and some patience, not " + inputs + ", " + mostSlowdown + " and "
                    + patience);
        }
    }

    boolean isOn() {
        return share > 0;
    }
}

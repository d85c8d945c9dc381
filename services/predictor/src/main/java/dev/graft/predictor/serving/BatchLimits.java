package dev.graft.predictor.serving;

import java.time.Duration;

/**
 * How requests share the machine.
 *
 * @param concurrency batches that are computed at the same time, from 1
 * @param patience how long a request may wait for its turn before it is refused
 * @param inputs a batch is closed when it holds so many, from 1; a larger request is a batch by itself
 * @param delay how long the first request of a batch may wait for others although it could be computed; 0: not at all
 */
public record BatchLimits(int concurrency, Duration patience, int inputs, Duration delay) {
    public BatchLimits {
        if (concurrency < 1 || inputs < 1 || patience.isNegative() || delay.isNegative()) {
            throw new IllegalArgumentException(
                    "concurrency and inputs must be 1 or more, patience and delay not negative: " + concurrency + ", "
                            + inputs + ", " + patience + ", " + delay);
        }
    }

    /** Requests that wait for nobody but for their turn. */
    public static BatchLimits of(int concurrency, Duration patience) {
        return new BatchLimits(concurrency, patience, 32, Duration.ZERO);
    }
}

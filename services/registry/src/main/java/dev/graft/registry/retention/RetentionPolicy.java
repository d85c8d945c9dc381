package dev.graft.registry.retention;

import java.time.Duration;

/**
 * How much is kept of what no rule protects.
 *
 * @param versions of each model, so many of the newest that were not refused; 0 or more
 * @param keepFor how long after it was last needed a version is kept, also beyond that number
 * @param keepRefusedFor how long after its verdict a refused version is kept
 * @param grace nothing is touched that was needed within this time, whatever the rest says
 */
public record RetentionPolicy(int versions, Duration keepFor, Duration keepRefusedFor, Duration grace) {
    public RetentionPolicy {
        if (versions < 0) {
            throw new IllegalArgumentException("a model keeps 0 versions or more, not " + versions);
        }
        if (keepFor.isNegative() || keepRefusedFor.isNegative() || grace.isNegative()) {
            throw new IllegalArgumentException("times of retention are not negative: keep-for " + keepFor
                    + ", keep-refused-for " + keepRefusedFor + ", grace " + grace);
        }
    }
}

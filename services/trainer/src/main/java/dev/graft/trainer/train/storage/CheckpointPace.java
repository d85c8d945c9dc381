package dev.graft.trainer.train.storage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which epochs are worth a checkpoint: every one, unless epochs are so short that saving would take more than its share
 * of the time. The first one always is; it shows what saving costs. So a crash loses one epoch, or
 * {@code cost / share} of work where that is more.
 */
final class CheckpointPace {
    private final Clock clock;
    private final double share;
    private @Nullable Duration cost;
    private Instant savedAt = Instant.MIN;

    /** @param share of the run's time that saving may take, above 0 to 1 */
    CheckpointPace(Clock clock, double share) {
        this.clock = clock;
        this.share = share;
    }

    boolean isDue() {
        if (cost == null) {
            return true;
        }
        double worth = cost.toNanos() * (1 - share) / share;
        return Duration.between(savedAt, clock.instant()).toNanos() >= worth;
    }

    void saved(Instant begun) {
        savedAt = clock.instant();
        cost = Duration.between(begun, savedAt);
    }
}

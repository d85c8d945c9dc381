package dev.graft.dashboard.view;

import org.jspecify.annotations.Nullable;

/**
 * How far a training is.
 *
 * @param percent of the planned steps, 0 to 100
 * @param epoch the last one that is done; 0: none yet
 * @param samplesPerSecond null: no epoch is done yet
 * @param secondsLeft estimate until the last planned epoch; null: no epoch is done yet
 * @param bestEpoch null: no epoch is done yet
 */
public record Training(
        double percent,
        int epoch,
        int plannedEpochs,
        @Nullable Double samplesPerSecond,
        @Nullable Double secondsLeft,
        @Nullable Integer bestEpoch) {}

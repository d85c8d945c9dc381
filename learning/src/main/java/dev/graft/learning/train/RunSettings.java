package dev.graft.learning.train;

import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.strategy.TransferStrategy;
import java.nio.file.Path;
import java.time.Clock;

/**
 * How a task is learnt, whatever it reads.
 *
 * @param strategy what learns, how fast, how long
 * @param seed of every random choice
 * @param device where it computes
 * @param output folder that receives the model, as the outcome names it
 * @param clock for rates and the time left; no result depends on it
 * @param cache room for the output of the frozen stages
 */
public record RunSettings(
        TransferStrategy strategy, long seed, DeviceChoice device, Path output, Clock clock, ActivationCache cache) {

    /** A run that caches in memory alone, up to {@code cacheBytes}. */
    public RunSettings(
            TransferStrategy strategy, long seed, DeviceChoice device, Path output, Clock clock, long cacheBytes) {
        this(strategy, seed, device, output, clock, ActivationCache.inMemory(cacheBytes));
    }
}

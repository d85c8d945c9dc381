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
 * @param cacheBytes bound for the cached output of the frozen stages; above it they are computed anew in each pass
 */
public record RunSettings(
        TransferStrategy strategy, long seed, DeviceChoice device, Path output, Clock clock, long cacheBytes) {}

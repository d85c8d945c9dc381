package dev.graft.trainer;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How the trainer works. */
@ConfigMapping(prefix = "graft.trainer")
public interface TrainerConfig {
    /** {@code auto}, {@code cpu} or {@code gpu:N}. */
    @WithDefault("${graft.device:auto}")
    String device();

    /** A name that stays over restarts, unique among living trainers: its own leases need no waiting for. */
    Optional<String> instance();

    /** How long a lease on a run lasts without renewal; a dead trainer's run goes on after it. */
    @WithDefault("10s")
    Duration lease();

    /** The folder for files of a run in progress. */
    @WithDefault("${java.io.tmpdir}/graft-trainer")
    Path work();

    /** The largest share of the time that checkpoints may take, above 0 and at most 1. */
    @WithDefault("0.2")
    double checkpointShare();

    /** The largest file of a checkpoint. */
    @WithDefault("2G")
    MemorySize maxCheckpointFile();

    /** The largest shard of a data set. */
    @WithDefault("1G")
    MemorySize maxShard();

    /** How much memory the output of frozen layers may take; what does not fit is computed again in each epoch. */
    @WithDefault("1G")
    MemorySize activationCache();
}

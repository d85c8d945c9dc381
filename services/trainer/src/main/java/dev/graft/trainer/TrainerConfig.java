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
    /** {@code auto} (the first GPU, else the CPU), {@code cpu} or {@code gpu:N}. */
    @WithDefault("${graft.device:auto}")
    String device();

    /**
     * Threads that one operation uses: 1 to 256, or {@code measure} to try at the start which number is the fastest
     * (about a second); absent: {@code GRAFT_THREADS} or the number of processors. The same seed gives the same bits only
     * with the same number, so a run that goes on from a checkpoint keeps that of the checkpoint.
     */
    Optional<String> threads();

    /** A name that stays over restarts, unique among living trainers: its own leases need no waiting for. */
    Optional<String> instance();

    /** Whether engine and default backbone are loaded at the start, in the background, or with the first run. */
    @WithDefault("true")
    boolean warmUp();

    /** How long a lease on a run lasts without renewal, at least 1 s; a dead trainer's run goes on after it. */
    @WithDefault("10s")
    Duration lease();

    /** The folder for files of a run in progress. */
    @WithDefault("${java.io.tmpdir}/graft-trainer")
    Path work();

    /** What a run's id knows this code by: another version trains the same snapshot again. */
    @WithDefault("${quarkus.application.version}")
    String codeVersion();

    /** The largest share of the time that checkpoints may take, above 0 and at most 1. */
    @WithDefault("0.2")
    double checkpointShare();

    /** The largest file of a checkpoint. */
    @WithDefault("2G")
    MemorySize maxCheckpointFile();

    /** The largest shard of a data set. */
    @WithDefault("1G")
    MemorySize maxShard();

    /** How much memory the output of frozen layers may take; what does not fit goes into a file of the run. */
    @WithDefault("1G")
    MemorySize activationCache();

    /** How large that file may be, in {@link #work()}; what does not fit either is computed again in each epoch. */
    @WithDefault("8G")
    MemorySize activationFile();

    /**
     * Whether a model of texts or images gets a {@code model.onnx} beside its weights, which onnxruntime and MLflow serve.
     * It doubles the folder, and takes heap for three times the weights while it is written.
     */
    @WithDefault("false")
    boolean onnx();

    /** The check of backbones before anything is trained. */
    Check check();

    /** What that check may cost. */
    interface Check {
        /** Whether there is one; without it a task with the backbone {@code auto} gets the default backbone. */
        @WithDefault("true")
        boolean enabled();

        /** Training rows from which it is worth its time, at least 4. */
        @WithDefault("40")
        int fewestRows();

        /** Training rows that it uses, 10 to 2,000. */
        @WithDefault("400")
        int mostRows();

        /** Tokens of a row that it reads, at least 3. */
        @WithDefault("128")
        int mostTokens();

        /** After which the check of a backbone that the task names is given up; a choice between several is not. */
        @WithDefault("30s")
        Duration time();

        /** For features of rows that come again with the next snapshot. */
        @WithDefault("16M")
        MemorySize memory();
    }
}

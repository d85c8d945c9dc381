package dev.graft.evaluator;

import dev.graft.learning.export.Precision;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** How the evaluator works. */
@ConfigMapping(prefix = "graft.evaluator")
public interface EvaluatorConfig {
    /** {@code auto}, {@code cpu} or {@code gpu:N}. */
    @WithDefault("${graft.device:auto}")
    String device();

    /** How the linear layers of text models are computed where they serve: the gate judges them so. */
    @WithDefault("${graft.text-precision:float32}")
    Precision textPrecision();

    /** The folder of the cache of snapshots. */
    @WithDefault("${java.io.tmpdir}/graft-snapshots")
    Path cache();

    /** The most bytes that the cache of snapshots holds. */
    @WithDefault("1G")
    MemorySize cacheSize();

    /** The largest shard or manifest of a snapshot that is read. */
    @WithDefault("512M")
    MemorySize maxShardSize();

    /** The text of held-out rows that stays in memory between evaluations. */
    @WithDefault("16M")
    MemorySize rowsMemory();

    /** The models' answers to held-out rows that stay in memory between evaluations. */
    @WithDefault("32M")
    MemorySize answersMemory();

    /**
     * How many models stay loaded between evaluations, 0 or more; about 90 MB each for a MiniLM. The one that is live is
     * preferred, since the next evaluation needs it; with several busy tasks one for each saves their loading.
     */
    @WithDefault("1")
    int loadedModels();

    Hopeless hopeless();

    /** When a run is asked to stop because it cannot reach the champion any more. */
    interface Hopeless {
        @WithDefault("true")
        boolean enabled();

        /** Epochs before which no run is stopped, at least 3. */
        @WithDefault("3")
        int minimumEpochs();

        /** How far below the champion's validation score the curve's bound must lie, 0 to 1. */
        @WithDefault("0.02")
        double margin();

        /**
         * How many other runs of the task must have come as far before a run is stopped that lags behind their median, and
         * has not reached the champion; 0: none is. Off by default, because of recorded runs the curve alone stops none
         * that would have reached the champion, and this one some.
         */
        @WithDefault("0")
        int fewestSiblings();

        /**
         * How far below the siblings' median, and below the champion, a laggard's best score must lie, 0 to 1. Much wider
         * than {@link #margin}: late risers lag for a while.
         */
        @WithDefault("0.1")
        double siblingMargin();

        /** A run that ends by itself sooner than this is left alone: looking would cost more than it saves. */
        @WithDefault("2s")
        Duration worthFrom();
    }
}

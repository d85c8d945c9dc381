package dev.graft.registry;

import dev.graft.registry.retention.RetentionPolicy;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What the registry's garbage collection keeps, and when it runs. */
@ConfigMapping(prefix = "graft.registry.retention")
public interface RetentionConfig {
    /** How often garbage is collected, as {@code 24h}; {@code off}: only on request. */
    @WithDefault("off")
    String every();

    /** How many of a model's newest versions that have been live keep their files, 0 or more. */
    @WithDefault("10")
    int versions();

    /** How long after it was last needed a version keeps its files, also beyond that number. */
    @WithDefault("30d")
    Duration keepFor();

    /** How long after its verdict a refused version keeps its files. */
    @WithDefault("7d")
    Duration keepRefusedFor();

    /** Nothing is touched that was needed within this time, whatever the rest says. */
    @WithDefault("24h")
    Duration grace();

    /** Of how many runs one collection deletes files at most, 1 to 10000; the next one goes on. */
    @WithDefault("100")
    int maxRuns();

    /** The times and numbers as the use case takes them. */
    default RetentionPolicy policy() {
        return new RetentionPolicy(versions(), keepFor(), keepRefusedFor(), grace());
    }
}

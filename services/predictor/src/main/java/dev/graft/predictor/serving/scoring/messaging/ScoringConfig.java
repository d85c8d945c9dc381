package dev.graft.predictor.serving.scoring.messaging;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How requests that come as events are answered. */
@ConfigMapping(prefix = "graft.scoring")
public interface ScoringConfig {
    /** Whether they are at all. */
    @WithDefault("true")
    boolean enabled();

    /** How long a request waits for its task's first champion before it becomes a dead letter. */
    @WithDefault("1m")
    Duration waitForChampion();

    /** About how many inputs are answered in one transaction; more are cheaper each, and each waits longer. 1 to 10,000. */
    @WithDefault("256")
    int inputsAtOnce();
}

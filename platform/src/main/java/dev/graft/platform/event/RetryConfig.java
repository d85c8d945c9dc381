package dev.graft.platform.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a service keeps trying when something that it needs is away. */
@ConfigMapping(prefix = "graft.retry")
public interface RetryConfig {
    /** The pause before the second try; it doubles from try to try. */
    @WithDefault("200ms")
    Duration firstPause();

    /** The longest pause between two tries. */
    @WithDefault("5s")
    Duration longestPause();

    /** After this long without success the consumer stops, and the service is not healthy any more. */
    @WithDefault("15m")
    Duration giveUpAfter();
}

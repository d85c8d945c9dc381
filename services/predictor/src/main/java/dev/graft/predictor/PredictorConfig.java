package dev.graft.predictor;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the predictor serves. */
@ConfigMapping(prefix = "graft.predictor")
public interface PredictorConfig {
    /** {@code auto}, {@code cpu} or {@code gpu:N}. */
    @WithDefault("${graft.device:auto}")
    String device();

    /** Requests that compute at the same time; more than processors only adds latency. */
    @WithDefault("2")
    int concurrency();

    /** How long a request may wait for its turn before it is refused with 503. */
    @WithDefault("2s")
    Duration patience();

    /** How often the registry's aliases are looked at, for promotions whose event was lost. */
    @WithDefault("10s")
    String reconcileEvery();
}

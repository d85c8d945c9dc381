package dev.graft.predictor.serving.drift.messaging;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How what is asked is compared with the rows that models were judged on. */
@ConfigMapping(prefix = "graft.drift")
public interface DriftConfig {
    /** How often; {@code off}: never. */
    @WithDefault("10m")
    String every();

    /** The chance of a false finding of one comparison, above 0 and below 1; two in succession make an alarm. */
    @WithDefault("0.01")
    double level();
}

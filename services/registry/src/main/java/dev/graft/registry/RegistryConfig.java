package dev.graft.registry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the registry decides. */
@ConfigMapping(prefix = "graft.registry")
public interface RegistryConfig {
    /**
     * How often a challenger is evaluated at most, 1 or more. When the champion has moved during each of these
     * evaluations, the challenger is refused.
     */
    @WithDefault("5")
    int maxEvaluations();

    /** How often the registry looks for moves of its own that it could not finish. */
    @WithDefault("10s")
    Duration finishEvery();

    /** How often searches learn what other registries on the same store did. */
    @WithDefault("10s")
    Duration indexEvery();

    /** How many models that it knows a registry reads again each time, 1 or more; new models are always read. */
    @WithDefault("200")
    int indexModelsPerTurn();
}

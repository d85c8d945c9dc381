package dev.graft.platform.access;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Settings as a service reads them. */
final class Settings {
    private Settings() {}

    static AccessConfig of(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(AccessConfig.class)
                .withDefaultValues(properties)
                .build()
                .getConfigMapping(AccessConfig.class);
    }

    static AccessConfig ofEnvironment(Map<String, String> variables) {
        return new SmallRyeConfigBuilder()
                .withMapping(AccessConfig.class)
                .withSources(new EnvConfigSource(variables, 300))
                .build()
                .getConfigMapping(AccessConfig.class);
    }
}

package dev.graft.registry.mlflow.http;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A registry whose writes need a token. */
public final class Guarded implements QuarkusTestProfile {
    static final String TOKEN = "a-token-of-this-test";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("graft.api.token", TOKEN);
    }
}

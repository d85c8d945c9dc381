package dev.graft.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTest {
    /** MLflow's Python client sends the first form, for {@code MLFLOW_TRACKING_TOKEN}. */
    @ParameterizedTest
    @ValueSource(strings = {"Bearer secret", "bearer secret", "BEARER  secret "})
    void finds_the_token(String header) {
        assertThat(Bearer.token(header)).contains("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic c2VjcmV0", "secret", "Bearersecret"})
    void finds_none_in_another_scheme(String header) {
        assertThat(Bearer.token(header)).isEmpty();
    }
}

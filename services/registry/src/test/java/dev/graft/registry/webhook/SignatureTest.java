package dev.graft.registry.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignatureTest {
    /** The value is what MLflow 3.17.2 makes of the same: {@code mlflow.webhooks.delivery._generate_hmac_signature}. */
    @Test
    void is_the_one_that_mlflow_makes() {
        String body = "{\"entity\":\"model_version\",\"action\":\"created\",\"data\":{\"name\":\"größe\"}}";

        assertThat(Signature.of("s3cr€t", "0b5f6f7e-3c1c-4a8b-9a38-0d3a5f4f5c11", 1_795_712_718, body))
                .isEqualTo("v1,6x3ACjo5mf6UXQPunBCAkqz1Ju42Le8ZSJboZGlWcHk=");
    }
}

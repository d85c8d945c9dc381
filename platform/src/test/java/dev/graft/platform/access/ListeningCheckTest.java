package dev.graft.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListeningCheckTest {
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "localhost", "::1"})
    void on_loopback_nothing_need_be_configured(String host) {
        assertThat(objection(host, Map.of(), false)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "10.1.2.3", ""})
    void beyond_loopback_an_open_service_does_not_start_and_says_how_to_mend_it(String host) {
        assertThat(objection(host, Map.of(), false))
                .hasValueSatisfying(objection -> assertThat(objection)
                        .contains("everybody could do everything")
                        .contains("GRAFT_API_TOKEN")
                        .contains("GRAFT_API_ANONYMOUS")
                        .contains("GRAFT_API_OPEN=true"));
    }

    @Test
    void beyond_loopback_a_word_of_any_kind_is_enough() {
        assertThat(objection("0.0.0.0", Map.of("graft.api.open", "true"), false))
                .isEmpty();
        assertThat(objection("0.0.0.0", Map.of("graft.api.token", "secret"), false))
                .isEmpty();
        assertThat(objection("0.0.0.0", Map.of("graft.api.anonymous", "reader"), false))
                .isEmpty();
        assertThat(objection("0.0.0.0", Map.of(), true)).isEmpty();
    }

    private static Optional<String> objection(String host, Map<String, String> properties, boolean issuer) {
        AccessConfig config = Settings.of(properties);
        return new ListeningCheck(config, Access.of(config, issuer)).objection(host);
    }
}

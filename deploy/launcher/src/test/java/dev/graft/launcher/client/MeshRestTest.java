package dev.graft.launcher.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MeshRestTest {
    @Test
    void sends_the_callers_own_token_before_the_services() {
        assertThat(MeshRest.token(Map.of("GRAFT_TOKEN", "own", "GRAFT_API_TOKEN", "admins")))
                .isEqualTo("own");
        assertThat(MeshRest.token(Map.of("GRAFT_TOKEN", " ", "GRAFT_API_TOKEN", "admins")))
                .isEqualTo("admins");
        assertThat(MeshRest.token(Map.of("GRAFT_API_TOKEN", ""))).isNull();
    }
}

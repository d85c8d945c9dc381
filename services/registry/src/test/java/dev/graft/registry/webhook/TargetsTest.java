package dev.graft.registry.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.registry.label.Refused;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsTest {
    private final Targets strict = new Targets(Set.of("https"), false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.7.7",
                "169.254.169.254",
                "100.64.0.1",
                "0.1.2.3",
                "192.0.0.8",
                "192.0.2.1",
                "198.18.0.1",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "2002:7f00:1::",
                "64:ff9b::a9fe:a9fe"
            })
    void an_address_that_is_not_public_is_not_allowed(String address) throws UnknownHostException {
        assertThat(strict.allows(InetAddress.getByName(address))).isFalse();
        assertThat(new Targets(Set.of("https"), true).allows(InetAddress.getByName(address)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"8.8.8.8", "100.63.255.255", "100.128.0.1", "172.32.0.1", "2606:4700::1111", "2002:808:808::"})
    void a_public_address_is_allowed(String address) throws UnknownHostException {
        assertThat(strict.allows(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void a_url_names_an_allowed_scheme_and_a_host_and_no_user() {
        assertThat(strict.checked("https://hooks.example.org/graft?x=1")).isNotEmpty();
        assertThatThrownBy(() -> strict.checked("http://hooks.example.org"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("https://");
        assertThatThrownBy(() -> strict.checked("file:///etc/passwd")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> strict.checked("https:///path")).hasMessageContaining("names a host");
        assertThatThrownBy(() -> strict.checked("https://ada:secret@example.org"))
                .hasMessageContaining("no user")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> strict.checked("https://exa mple.org")).hasMessageContaining("no URL");
        assertThatThrownBy(() -> strict.checked("https://h/" + "x".repeat(2_000)))
                .hasMessageContaining("at most");
    }
}

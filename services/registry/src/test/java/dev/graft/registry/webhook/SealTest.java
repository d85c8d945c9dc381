package dev.graft.registry.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class SealTest {
    private static final String KEY = key(1);

    private final Seal seal = new Seal(KEY);

    @Test
    void a_secret_comes_back_and_cannot_be_read_in_between() {
        String sealed = seal.close("webhook-1", "größe");

        assertThat(sealed).doesNotContain("größe");
        assertThat(seal.open("webhook-1", sealed)).isEqualTo("größe");
        assertThat(seal.close("webhook-1", "größe")).isNotEqualTo(sealed);
    }

    @Test
    void neither_another_key_nor_another_webhook_nor_a_changed_seal_opens_it() {
        String sealed = seal.close("webhook-1", "secret");
        byte[] changed = Base64.getDecoder().decode(sealed);
        changed[changed.length - 1] ^= 1;

        assertThatThrownBy(() -> new Seal(key(2)).open("webhook-1", sealed)).hasMessageContaining("another key");
        assertThatThrownBy(() -> seal.open("webhook-2", sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> seal.open("webhook-1", Base64.getEncoder().encodeToString(changed)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_key_that_is_none_is_refused_without_being_shown() {
        assertThatThrownBy(() -> new Seal("c2hvcnQ=")).hasMessageContaining("has 5 bytes, not 32");
        assertThatThrownBy(() -> new Seal("no base64!"))
                .hasMessageContaining("not Base64")
                .hasMessageNotContaining("no base64!");
    }

    private static String key(int seed) {
        byte[] key = new byte[32];
        key[0] = (byte) seed;
        return Base64.getEncoder().encodeToString(key);
    }
}

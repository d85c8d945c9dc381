package dev.graft.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlobFilesTest {

    private final BlobFiles files = new BlobFiles(Path.of("/data"));

    @ParameterizedTest
    @ValueSource(strings = {"../outside", "a/../../outside", "a/..", ".", "/etc/passwd"})
    void refuses_keys_that_lead_out_of_their_bucket(String key) {
        assertThatThrownBy(() -> files.requireObject("graft", key)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takes_keys_with_folders() {
        files.requireObject("graft", "runs/a/attempts/0001/model/model.safetensors");
    }
}

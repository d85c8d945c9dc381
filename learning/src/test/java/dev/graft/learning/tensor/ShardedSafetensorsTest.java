package dev.graft.learning.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardedSafetensorsTest {

    private static final HostTensor A = HostTensor.of(new Shape(2), 1, 2);
    private static final HostTensor B = HostTensor.of(new Shape(1), 3);

    @TempDir
    Path folder;

    @BeforeEach
    void write_two_shards() throws Exception {
        Safetensors.write(folder.resolve("one.safetensors"), new TreeMap<>(Map.of("a", A)), Map.of());
        Safetensors.write(folder.resolve("two.safetensors"), new TreeMap<>(Map.of("b", B)), Map.of());
    }

    @Test
    void joins_the_tensors_of_all_shards() throws Exception {
        Path index = index("{\"weight_map\": {\"a\": \"one.safetensors\", \"b\": \"two.safetensors\"}}");

        assertThat(ShardedSafetensors.read(index)).isEqualTo(Map.of("a", A, "b", B));
    }

    @Test
    void says_which_tensor_is_not_where_the_index_says() throws Exception {
        Path index = index("{\"weight_map\": {\"a\": \"one.safetensors\", \"b\": \"one.safetensors\"}}");

        assertThatThrownBy(() -> ShardedSafetensors.read(index))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("one.safetensors lacks the tensor b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../one.safetensors", "/etc/passwd", "sub/one.safetensors", "./one.safetensors", "", ".."})
    void reads_only_files_of_its_own_folder(String shard) throws Exception {
        Path index = index("{\"weight_map\": {\"a\": \"" + shard + "\"}}");

        assertThatThrownBy(() -> ShardedSafetensors.read(index))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not a file of its folder");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "{}", "[]", "{\"weight_map\": {}}", "{\"weight_map\": {\"a\": \"three.safetensors\"}}"})
    void refuses_a_broken_index(String json) throws Exception {
        Path index = index(json);

        assertThatThrownBy(() -> ShardedSafetensors.read(index)).isInstanceOf(IOException.class);
    }

    private Path index(String json) throws IOException {
        return Files.writeString(folder.resolve(ShardedSafetensors.INDEX), json);
    }
}

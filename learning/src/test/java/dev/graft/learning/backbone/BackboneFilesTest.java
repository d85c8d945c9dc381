package dev.graft.learning.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.learning.TinyBert;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Safetensors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackboneFilesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void reads_a_folder_with_prefixed_names_old_layer_norms_and_heads() throws Exception {
        // given
        BackboneFiles tiny = TinyBert.files();
        SortedMap<String, HostTensor> weights = new TreeMap<>();
        tiny.weights()
                .forEach((name, tensor) -> weights.put(
                        "bert."
                                + name.replace("LayerNorm.weight", "LayerNorm.gamma")
                                        .replace("LayerNorm.bias", "LayerNorm.beta"),
                        tensor));
        weights.put("cls.predictions.bias", HostTensor.of(new Shape(1), 0));
        write(tiny, weights);

        // when
        BackboneFiles read = Backbones.folder(folder);

        // then
        assertThat(read.config()).isEqualTo(tiny.config());
        assertThat(read.weights()).isEqualTo(tiny.weights());
        assertThat(read.sha256()).isEqualTo(tiny.sha256()).hasSize(64);
    }

    @Test
    void says_which_weight_is_missing_or_has_another_shape() throws Exception {
        BackboneFiles tiny = TinyBert.files();
        String name = "encoder.layer.1.output.dense.bias";
        SortedMap<String, HostTensor> weights = new TreeMap<>(tiny.weights());
        weights.remove(name);
        write(tiny, weights);
        assertThatThrownBy(() -> Backbones.folder(folder)).hasMessageContaining(name);

        weights.put(name, HostTensor.of(new Shape(2), 1, 2));
        write(tiny, weights);
        assertThatThrownBy(() -> Backbones.folder(folder)).hasMessageContaining(name);
    }

    @Test
    void refuses_what_is_no_bert() throws Exception {
        BackboneFiles tiny = TinyBert.files();
        write(tiny, tiny.weights());
        Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"gpt2\"}");

        assertThatThrownBy(() -> Backbones.folder(folder)).hasMessageContaining("gpt2");
    }

    @Test
    void refuses_heads_that_do_not_divide_the_width() {
        assertThatThrownBy(() -> new BertConfig(10, 32, 1, 5, 8, 16, 2, 1e-12, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void write(BackboneFiles tiny, SortedMap<String, HostTensor> weights) throws Exception {
        ObjectNode config = JSON.createObjectNode();
        tiny.config().writeTo(config);
        Files.writeString(folder.resolve("config.json"), config.toString());
        Files.writeString(folder.resolve("tokenizer.json"), tiny.tokenizer());
        Safetensors.write(folder.resolve("model.safetensors"), weights, Map.of());
    }
}

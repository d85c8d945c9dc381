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
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void says_which_weights_its_config_does_not_speak_of() throws Exception {
        BackboneFiles tiny = TinyBert.files();
        SortedMap<String, HostTensor> weights = new TreeMap<>(tiny.weights());
        weights.put("encoder.layer.2.output.dense.bias", HostTensor.of(new Shape(1), 0));
        write(tiny, weights);

        assertThatThrownBy(() -> Backbones.folder(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("encoder.layer.2.output.dense.bias");
    }

    @Test
    void counts_what_is_missing_beyond_the_first_few() throws Exception {
        BackboneFiles tiny = TinyBert.files();
        write(tiny, new TreeMap<>(tiny.weights().headMap("encoder.layer.1.")));

        assertThatThrownBy(() -> Backbones.folder(folder))
                .hasMessageContaining("encoder.layer.1.attention.output.LayerNorm.bias, ")
                .hasMessageContaining(" and 11 more");
    }

    @Test
    void refuses_a_weight_that_is_there_with_and_without_its_prefix() throws Exception {
        BackboneFiles tiny = TinyBert.files();
        SortedMap<String, HostTensor> weights = new TreeMap<>(tiny.weights());
        weights.put("bert.embeddings.LayerNorm.bias", HostTensor.of(new Shape(32), new float[32]));
        write(tiny, weights);

        assertThatThrownBy(() -> Backbones.folder(folder)).hasMessageContaining("embeddings.LayerNorm.bias twice");
    }

    @Test
    void names_the_supported_families_when_it_refuses_another_one() throws Exception {
        write(TinyBert.files(), TinyBert.files().weights());
        Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"gpt2\"}");

        assertThatThrownBy(() -> Backbones.folder(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gpt2")
                .hasMessageContaining("bert, roberta, xlm-roberta, distilbert");
    }

    @Test
    void asks_for_safetensors_where_there_are_no_weights_that_it_reads() throws Exception {
        write(TinyBert.files(), TinyBert.files().weights());
        Files.move(folder.resolve("model.safetensors"), folder.resolve("pytorch_model.bin"));

        assertThatThrownBy(() -> Backbones.folder(folder))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("safetensors");
    }

    @ParameterizedTest
    @CsvSource({"relu, absolute, false", "gelu, relative_key, false", "gelu, absolute, true"})
    void refuses_networks_that_it_would_compute_wrongly(String activation, String positions, boolean decoder)
            throws Exception {
        ObjectNode json = JSON.createObjectNode();
        TinyBert.files().config().writeTo(json);
        json.put("hidden_act", activation)
                .put("position_embedding_type", positions)
                .put("is_decoder", decoder);

        assertThatThrownBy(() -> BertConfig.from(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is supported");
    }

    @Test
    void pools_as_sentence_transformers_says() throws Exception {
        write(TinyBert.files(), TinyBert.files().weights());
        assertThat(Backbones.folder(folder).config().pooling()).isEqualTo(Pooling.MEAN);
        assertThat(Backbones.folder(folder).normalised()).isFalse();

        Files.createDirectory(folder.resolve("1_Pooling"));
        Files.writeString(
                folder.resolve("1_Pooling/config.json"),
                "{\"word_embedding_dimension\": 32, \"pooling_mode_cls_token\": true,"
                        + " \"pooling_mode_mean_tokens\": false, \"include_prompt\": true}");
        Files.writeString(
                folder.resolve("modules.json"),
                "[{\"type\": \"sentence_transformers.models.Transformer\"},"
                        + " {\"type\": \"sentence_transformers.models.Normalize\"}]");

        assertThat(Backbones.folder(folder).config().pooling()).isEqualTo(Pooling.CLS);
        assertThat(Backbones.folder(folder).normalised()).isTrue();
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

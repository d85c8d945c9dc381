package dev.graft.learning.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Safetensors;
import dev.graft.learning.text.TextInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tiny random encoders of each family against the hidden states of {@code transformers}, which
 * {@code src/test/python/make_text_golden.py} made: XLM-RoBERTa is sharded, in half precision and has a head.
 */
class TextFamilyGoldenTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"distilbert", "roberta", "xlm-roberta"})
    void gives_the_hidden_states_of_transformers_for_texts_and_pairs_in_one_padded_batch(String family)
            throws Exception {
        // given
        Path folder = folder(family);
        JsonNode golden = JSON.readTree(folder.resolve("golden.json").toFile());
        SortedMap<String, HostTensor> expected = Safetensors.read(folder.resolve("golden.safetensors"));
        JsonNode rows = golden.path("rows");
        List<TextInput> inputs = new ArrayList<>();
        rows.forEach(row -> inputs.add(new TextInput(
                row.path("text").asText(),
                row.path("pair").isNull() ? null : row.path("pair").asText())));

        // when
        BackboneFiles files = Backbones.folder(folder);
        Encoded own = Encoded.of(files, inputs, golden.path("max_length").asInt());

        // then
        assertThat(files.config().family().modelType()).isEqualTo(family);
        assertThat(inputs).hasSize(5);
        for (int i = 0; i < inputs.size(); i++) {
            assertThat(own.ids(i)).isEqualTo(JSON.treeToValue(rows.get(i).path("ids"), int[].class));
            assertThat(Encoded.largestDifference(
                            expected.get("hidden." + i).values(), own.hidden().get(i)))
                    .isLessThan(1e-5);
        }
    }

    @ParameterizedTest
    @CsvSource({"distilbert, 40", "roberta, 38", "xlm-roberta, 38"})
    void reads_back_the_configuration_that_it_writes(String family, int longest) throws Exception {
        BertConfig config = Backbones.folder(folder(family)).config();
        ObjectNode json = JSON.createObjectNode();
        config.writeTo(json);

        assertThat(BertConfig.from(json)).isEqualTo(config);
        assertThat(config.maxPositions()).isEqualTo(longest);
        assertThat(json.path("max_position_embeddings").asInt()).isEqualTo(40);
    }

    private Path folder(String family) throws Exception {
        return Path.of(
                getClass().getResource("/dev/graft/learning/families/" + family).toURI());
    }
}

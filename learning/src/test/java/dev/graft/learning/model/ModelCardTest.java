package dev.graft.learning.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.learning.FolderFiles;
import dev.graft.learning.TinyBert;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ModelCardTest {

    private final ClassifierConfig config =
            new ClassifierConfig(TinyBert.files().config(), List.of("a \"b\"", "c"), 16);

    @Test
    void begins_with_front_matter_that_cannot_be_broken_by_names() {
        // given
        ModelCard card = new ModelCard(
                "evil\nlicense: mit",
                "org/base",
                "apache-2.0",
                "snapshot \"1\"",
                new TreeMap<>(Map.of("accuracy", 0.5)),
                List.of("Seed 1"));

        // when
        String text = card.toMarkdown(config);

        // then
        assertThat(text).startsWith("""
                ---
                license: "apache-2.0"
                library_name: transformers
                pipeline_tag: text-classification
                base_model: "org/base"
                tags:
                - graft
                - bert
                - text-classification
                metrics:
                - accuracy
                model-index:
                - name: "evil license: mit"
                  results:
                  - task:
                      type: text-classification
                    dataset:
                      name: "snapshot \\"1\\""
                      type: graft
                      split: validation
                    metrics:
                    - type: accuracy
                      name: Accuracy
                      value: 0.5000
                ---
                """);
        assertThat(text).contains("- Seed 1", "**mean**");
    }

    @Test
    void front_matter_is_what_the_hub_documents_whatever_is_known() {
        JsonNode full = FolderFiles.validFrontMatter(card("apache-2.0", Map.of("accuracy", 0.5, "loss", Double.NaN)));
        JsonNode bare = FolderFiles.validFrontMatter(card("other", Map.of("loss", Double.POSITIVE_INFINITY)));

        assertThat(full.at("/model-index/0/results/0/metrics/0/value").asDouble())
                .isEqualTo(0.5);
        assertThat(full.get("metrics")).hasSize(1);
        assertThat(full.at("/model-index/0/name").asText()).isEqualTo("a \"name\": - [x]");
        assertThat(bare.has("model-index")).isFalse();
        assertThat(bare.get("license_name").asText()).isEqualTo("see-base-model");
    }

    private String card(String licence, Map<String, Double> metrics) {
        return new ModelCard("a \"name\": - [x]", "org/base", licence, "set", new TreeMap<>(metrics), List.of())
                .toMarkdown(config);
    }

    @Test
    void config_comes_back_and_says_how_the_head_reads_the_encoder() throws Exception {
        JsonNode json = new ObjectMapper().readTree(config.toJson());

        assertThat(ClassifierConfig.from(json)).isEqualTo(config);
        assertThat(json.path("architectures").get(0).asText()).isEqualTo("BertModel");
        assertThat(json.path("graft").path("pooling").asText()).isEqualTo("mean");
        assertThat(json.path("label2id").path("c").asInt()).isEqualTo(1);
    }

    @Test
    void config_refuses_repeated_labels_and_inputs_longer_than_the_backbone() {
        assertThatThrownBy(() -> new ClassifierConfig(config.encoder(), List.of("a", "a"), 16))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ClassifierConfig(config.encoder(), List.of("a", "b"), 65))
                .hasMessageContaining("64");
    }
}

package dev.graft.learning.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.learning.FolderFiles;
import dev.graft.learning.TinyBert;
import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.export.TextOnnxExport;
import dev.graft.learning.tensor.HostTensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MlflowModelTest {
    private static final List<String> LABELS = List.of("fruit: \"red\"", "- tool", "bird #1");

    @TempDir
    Path folder;

    @Test
    void names_files_labels_and_schema() throws Exception {
        write(folder, 1, HeadKind.CLASSES);

        JsonNode model = FolderFiles.mlmodel(folder);

        assertThat(model.at("/flavors").fieldNames()).toIterable().containsExactly("graft");
        assertThat(model.at("/flavors/graft/weights").asText()).isEqualTo("model.safetensors");
        assertThat(model.at("/flavors/graft/task").asText()).isEqualTo("text-classification");
        assertThat(model.at("/metadata/labels")).extracting(JsonNode::asText).isEqualTo(LABELS);
        assertThat(model.at("/model_uuid").asText()).matches("[0-9a-f]{32}");
        assertThat(FolderFiles.embedded(model.at("/signature/inputs"))
                        .get(0)
                        .get("type")
                        .asText())
                .isEqualTo("string");
        assertThat(FolderFiles.embedded(model.at("/signature/outputs"))
                        .at("/0/tensor-spec/shape")
                        .toString())
                .isEqualTo("[-1,3]");
    }

    @Test
    void says_that_mlflow_opens_it_once_it_was_exported_and_keeps_its_id() throws Exception {
        write(folder, 1, HeadKind.CLASSES);
        JsonNode before = FolderFiles.mlmodel(folder);

        TextOnnxExport.write(folder);

        JsonNode after = FolderFiles.mlmodel(folder);
        assertThat(after.at("/model_uuid")).isEqualTo(before.at("/model_uuid"));
        assertThat(after.at("/flavors/onnx/data").asText()).isEqualTo("model.onnx");
        assertThat(after.at("/flavors/python_function/loader_module").asText()).isEqualTo("mlflow.onnx");
        assertThat(FolderFiles.embedded(after.at("/signature/inputs")))
                .extracting(input -> input.get("name").asText())
                .containsExactly("input_ids", "attention_mask", "token_type_ids");
        assertThat(FolderFiles.embedded(after.at("/signature/outputs"))).hasSize(2);
    }

    @Test
    void has_the_same_bytes_for_the_same_model_and_another_id_for_another_one() throws Exception {
        write(folder.resolve("a"), 1, HeadKind.CLASSES);
        write(folder.resolve("b"), 1, HeadKind.CLASSES);
        write(folder.resolve("c"), 2, HeadKind.CLASSES);

        assertThat(folder.resolve("b/MLmodel")).hasSameBinaryContentAs(folder.resolve("a/MLmodel"));
        assertThat(FolderFiles.mlmodel(folder.resolve("c")).get("model_uuid"))
                .isNotEqualTo(FolderFiles.mlmodel(folder.resolve("a")).get("model_uuid"));
    }

    @Test
    void gives_numbers_of_a_regression_by_their_name() throws Exception {
        write(folder, 1, HeadKind.NUMBERS);

        JsonNode model = FolderFiles.mlmodel(folder);

        assertThat(model.at("/metadata/problem_type").asText()).isEqualTo("regression");
        assertThat(FolderFiles.embedded(model.at("/signature/outputs"))
                        .at("/0/name")
                        .asText())
                .isEqualTo("logits");
    }

    @Test
    void code_for_transformers_is_that_of_the_family_and_config_names_it() throws Exception {
        write(folder, 1, HeadKind.CLASSES);

        assertThat(Files.readString(folder.resolve("modeling_graft.py")))
                .contains("class GraftForSequenceClassification(BertModel)")
                .doesNotContain("@");
        assertThat(Files.readString(folder.resolve("config.json")))
                .contains("\"AutoModelForSequenceClassification\" : \"modeling_graft.GraftForSequenceClassification\"");
    }

    private static void write(Path folder, int seed, HeadKind kind) throws Exception {
        BackboneFiles files = TinyBert.files();
        SortedMap<String, HostTensor> weights = new TreeMap<>(files.weights());
        weights.putAll(HeadWeights.fresh(LABELS.size(), files.config().hiddenSize(), new Random(seed)));
        new ClassifierFolder(new ClassifierConfig(files.config(), LABELS, 32, kind), weights, files.tokenizer())
                .write(folder, new ModelCard("t", "t", "other", "t", new TreeMap<>(), List.of()));
    }
}

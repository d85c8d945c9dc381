package dev.graft.learning.export;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtSession;
import dev.graft.learning.OnnxSessions;
import dev.graft.learning.TinyBert;
import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.backbone.Backbones;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.model.FusedClassifierFolder;
import dev.graft.learning.model.FusedConfig;
import dev.graft.learning.model.HeadKind;
import dev.graft.learning.model.HeadWeights;
import dev.graft.learning.model.ModelCard;
import dev.graft.learning.serve.OnnxText;
import dev.graft.learning.text.TextClassifier;
import dev.graft.learning.text.TextInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exported fused classifiers in onnxruntime against our own network. */
class FusedTextOnnxExportTest {

    private static final List<String> LABELS = List.of("fruit", "tool", "bird");
    private static final List<TextInput> INPUTS = List.of(
            TextInput.of("my card has not arrived yet, why was I charged twice for the same old plum?"),
            TextInput.of("ok"),
            new TextInput("The company bought its rival.", "a very old owl is here"),
            TextInput.of("the ".repeat(100)));

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"tiny, other.tiny-1", "tiny, roberta", "distilbert, tiny", "all-minilm-l6-v2, bge-small-en-v1.5"})
    void gives_our_answers_in_another_runtime(String first, String second) throws Exception {
        // given
        write(HeadKind.CLASSES, first, second);

        // when
        Path file = TextOnnxExport.write(folder);

        // then
        try (TextClassifier classifier = TextClassifier.load(folder, DeviceChoice.CPU);
                OnnxClassifier exported = new OnnxClassifier(file, folder);
                TextClassifier served = OnnxText.load(folder)) {
            exported.assertAnswersAs(classifier, INPUTS, 1e-5f);
            OnnxClassifier.assertServes(served, classifier, INPUTS);
        }
    }

    @Test
    void loads_in_mlflow() throws Exception {
        write(HeadKind.CLASSES, "tiny", "roberta");
        TextOnnxExport.write(folder);

        assertThat(OtherTools.run("load_with_mlflow.py", folder)).contains("answered ['logits', 'probabilities']");
    }

    @Test
    void names_inputs_after_their_backbones_and_gives_numbers_no_probabilities() throws Exception {
        write(HeadKind.NUMBERS, "tiny", "distilbert", "other.tiny-1");
        byte[] first = Files.readAllBytes(TextOnnxExport.write(folder));

        try (OrtSession session = OnnxSessions.open(TextOnnxExport.write(folder))) {
            assertThat(session.getInputNames())
                    .containsExactlyInAnyOrder(
                            "tiny.input_ids",
                            "tiny.attention_mask",
                            "tiny.token_type_ids",
                            "distilbert.input_ids",
                            "distilbert.attention_mask",
                            "other.tiny-1.input_ids",
                            "other.tiny-1.attention_mask",
                            "other.tiny-1.token_type_ids");
            assertThat(session.getOutputNames()).containsExactly("logits");
            assertThat(session.getMetadata().getCustomMetadata().get("backbones"))
                    .contains("{\"name\":\"distilbert\",\"weight\":1.5,");
        }
        assertThat(folder.resolve(TextOnnxExport.FILE)).hasBinaryContent(first);
    }

    private void write(HeadKind kind, String... names) throws Exception {
        List<BackboneFiles> backbones = new ArrayList<>();
        List<FusedConfig.Part> parts = new ArrayList<>();
        for (String name : names) {
            BackboneFiles files = backbone(name);
            backbones.add(files);
            parts.add(new FusedConfig.Part(files.name(), 0.5 + parts.size(), files.origin(), files.licence()));
        }
        int width = FusedClassifierFolder.width(backbones);
        new FusedClassifierFolder(
                        new FusedConfig(parts, LABELS, 32, kind),
                        backbones,
                        HeadWeights.fresh(LABELS.size(), width, new Random(4)))
                .write(folder, new ModelCard("t", "t", "other", "t", new TreeMap<>(), List.of()));
    }

    private BackboneFiles backbone(String name) throws Exception {
        if (Backbones.names().contains(name)) {
            return Backbones.named(name);
        }
        return switch (name) {
            case "tiny" -> TinyBert.files();
            case "other.tiny-1" -> TinyBert.other();
            default ->
                Backbones.folder(Path.of(getClass()
                        .getResource("/dev/graft/learning/families/" + name)
                        .toURI()));
        };
    }
}

package dev.graft.learning.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.Shape;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.learning.OnnxSessions;
import dev.graft.learning.TinyBert;
import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.backbone.Backbones;
import dev.graft.learning.backbone.BertConfig;
import dev.graft.learning.backbone.Pooling;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.model.ClassifierConfig;
import dev.graft.learning.model.ClassifierFolder;
import dev.graft.learning.model.HeadKind;
import dev.graft.learning.model.ModelCard;
import dev.graft.learning.onnx.OnnxFile;
import dev.graft.learning.serve.OnnxText;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.text.TextClassifier;
import dev.graft.learning.text.TextInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exported classifiers in onnxruntime against our own network. */
class TextOnnxExportTest {

    private static final List<String> LABELS = List.of("fruit", "tool", "bird");
    private static final List<TextInput> INPUTS = List.of(
            TextInput.of("my card has not arrived yet, why was I charged twice for the same old plum?"),
            TextInput.of("ok"),
            new TextInput("The company bought its rival.", "a very old owl is here"),
            TextInput.of("the ".repeat(100)));

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @TempDir
    Path answers;

    @ParameterizedTest
    @CsvSource({
        "bert, MEAN",
        "bert, CLS",
        "distilbert, MEAN",
        "roberta, MEAN",
        "roberta, CLS",
        "xlm-roberta, CLS",
        "all-minilm-l6-v2, MEAN"
    })
    void gives_our_logits_in_another_runtime(String backbone, Pooling pooling) throws Exception {
        // given
        write(Encoders.named(backbone), pooling);

        // when
        Path file = TextOnnxExport.write(folder);

        // then
        try (TextClassifier classifier = TextClassifier.load(folder, DeviceChoice.CPU);
                OnnxClassifier exported = new OnnxClassifier(file, folder);
                TextClassifier served = OnnxText.load(folder)) {
            exported.assertAnswersAs(classifier, INPUTS, 1e-4f);
            OnnxClassifier.assertServes(served, classifier, INPUTS);
        }
    }

    @Test
    void in_eight_bits_sees_texts_about_where_we_do() throws Exception {
        // given
        write(Encoders.named("all-minilm-l6-v2"), Pooling.MEAN);

        // when, then
        try (TextClassifier classifier = TextClassifier.load(folder, DeviceChoice.CPU);
                TextClassifier served = OnnxText.load(folder);
                TextClassifier rounded = OnnxText.load(folder, Precision.INT8)) {
            float[][] expected = classifier.features(INPUTS);
            float[][] exact = served.features(INPUTS);
            float[][] about = rounded.features(INPUTS);
            for (int row = 0; row < expected.length; row++) {
                assertThat(exact[row]).containsExactly(expected[row], within(1e-4f));
                assertThat(cosine(about[row], expected[row])).isBetween(0.95, 0.9999);
            }
        }
    }

    private static double cosine(float[] one, float[] other) {
        double product = 0;
        double ones = 0;
        double others = 0;
        for (int i = 0; i < one.length; i++) {
            product += one[i] * other[i];
            ones += one[i] * one[i];
            others += other[i] * other[i];
        }
        return product / Math.sqrt(ones * others);
    }

    @Test
    void gives_a_probability_of_its_own_to_each_of_several_labels_and_none_to_numbers() throws Exception {
        write(TinyBert.files(), Pooling.MEAN, HeadKind.LABELS);
        try (TextClassifier classifier = TextClassifier.load(folder, DeviceChoice.CPU);
                OnnxClassifier exported = new OnnxClassifier(TextOnnxExport.write(folder), folder)) {
            assertThat(exported.run("probabilities", INPUTS)[0])
                    .containsExactly(classifier.probabilities(INPUTS)[0], within(1e-5f));
        }

        write(TinyBert.files(), Pooling.MEAN, HeadKind.NUMBERS);
        try (OrtSession session = OnnxSessions.open(TextOnnxExport.write(folder))) {
            assertThat(session.getOutputNames()).containsExactly("logits");
        }
    }

    @Test
    void says_in_the_file_what_the_outputs_mean() throws Exception {
        write(TinyBert.files(), Pooling.CLS);

        try (OrtSession session = OnnxSessions.open(TextOnnxExport.write(folder))) {
            assertThat(session.getMetadata().getCustomMetadata())
                    .containsEntry("labels", "[\"fruit\",\"tool\",\"bird\"]")
                    .containsEntry("max_length", "32")
                    .containsEntry("pooling", "cls")
                    .containsEntry("problem_type", "single_label_classification");
            assertThat(session.getInputNames())
                    .containsExactlyInAnyOrder("input_ids", "attention_mask", "token_type_ids");
            assertThat(session.getOutputNames()).containsExactly("logits", "probabilities");
        }
    }

    @ParameterizedTest
    @CsvSource({"bert", "distilbert", "roberta"})
    void is_read_back_as_the_backbone_that_it_was(String backbone) throws Exception {
        // given
        BackboneFiles files = Encoders.named(backbone);
        write(files, Pooling.CLS);
        byte[] first = Files.readAllBytes(TextOnnxExport.write(folder));
        byte[] second = Files.readAllBytes(TextOnnxExport.write(folder));
        Files.delete(folder.resolve("model.safetensors"));

        // when
        BackboneFiles read = Backbones.folder(folder);

        // then
        assertThat(read.weights()).isEqualTo(files.weights());
        assertThat(read.config()).isEqualTo(files.config().withPooling(Pooling.CLS));
        assertThat(second).isEqualTo(first);
    }

    @Test
    void answers_the_same_in_a_fresh_process() throws Exception {
        // given
        write(TinyBert.files(), Pooling.MEAN);
        TextOnnxExport.write(folder);
        float[][] expected;
        try (TextClassifier classifier = TextClassifier.load(folder, DeviceChoice.CPU)) {
            expected = classifier.logits(ReloadedModel.INPUTS);
        }

        // when
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "-Xmx256m",
                        ReloadedModel.class.getName(),
                        folder.toString(),
                        answers.toString())
                .redirectErrorStream(true)
                .redirectOutput(answers.resolve("log").toFile())
                .start();
        int exit = process.waitFor();

        // then
        assertThat(exit).as(Files.readString(answers.resolve("log"))).isZero();
        float[][] own = JSON.readValue(answers.resolve("own.json").toFile(), float[][].class);
        float[][] exported = JSON.readValue(answers.resolve("onnx.json").toFile(), float[][].class);
        for (int i = 0; i < expected.length; i++) {
            assertThat(own[i]).isEqualTo(expected[i]);
            assertThat(exported[i]).containsExactly(expected[i], within(1e-4f));
        }
    }

    @Test
    void refuses_a_sequence_beyond_the_table_of_positions() throws Exception {
        write(TinyBert.files(), Pooling.MEAN);

        try (OnnxClassifier exported = new OnnxClassifier(TextOnnxExport.write(folder), folder, 1000)) {
            assertThatThrownBy(() -> exported.run("logits", List.of(TextInput.of("the ".repeat(100)))))
                    .isInstanceOf(OrtException.class);
        }
    }

    @Test
    void refuses_weights_that_do_not_fit_into_one_file() {
        BertConfig large = new BertConfig(250_000, 2048, 24, 16, 8192, 512, 2, 1e-12, 0);

        assertThatThrownBy(() -> OnnxFile.requireRoom(large.shapes().values()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("model.safetensors");
        OnnxFile.requireRoom(TinyBert.files().config().shapes().values());
    }

    private void write(BackboneFiles files, Pooling pooling) throws Exception {
        write(files, pooling, HeadKind.CLASSES);
    }

    private void write(BackboneFiles files, Pooling pooling, HeadKind kind) throws Exception {
        Random random = new Random(4);
        float[] head = new float[3 * files.config().hiddenSize()];
        for (int i = 0; i < head.length; i++) {
            head[i] = (float) random.nextGaussian();
        }
        SortedMap<String, HostTensor> weights = new TreeMap<>(files.weights());
        weights.put(
                ClassifierConfig.HEAD_WEIGHT,
                HostTensor.of(new Shape(3, files.config().hiddenSize()), head));
        weights.put(ClassifierConfig.HEAD_BIAS, HostTensor.of(new Shape(3), 0.5f, -0.5f, 0));
        new ClassifierFolder(
                        new ClassifierConfig(files.config().withPooling(pooling), LABELS, 32, kind),
                        weights,
                        files.tokenizer())
                .write(folder, new ModelCard("t", "t", "other", "t", new TreeMap<>(), List.of()));
    }
}

package dev.graft.learning.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.backbone.Pooling;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.model.ClassifierConfig;
import dev.graft.learning.model.ClassifierFolder;
import dev.graft.learning.model.ModelCard;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.text.TextClassifier;
import dev.graft.learning.text.TextInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A text classifier's folder in the tools that it promises, run by the Python that {@code GRAFT_PYTHON} names, with
 * transformers, torch, onnx, onnxruntime, mlflow and huggingface_hub: all of them answer as we do.
 */
class OtherToolsTest {
    private static final float TOLERANCE = 1e-5f;
    private static final List<String> LABELS = List.of("delivery", "payment", "account");
    private static final List<TextInput> INPUTS = List.of(
            TextInput.of("My card has not arrived yet, although it was sent two weeks ago."),
            TextInput.of("I was charged twice for the same purchase at a petrol station in Lyon!"),
            TextInput.of("ok"),
            TextInput.of("Why won't you let me top up £20 with my wife's card? It's 3-D Secure…"),
            TextInput.of(
                    "Can I change my PIN at any cash machine, or only at those of the bank that issued it? ".repeat(4)),
            new TextInput(
                    "Amrozi accused his brother, whom he called \"the witness\", of deliberately distorting his evidence.",
                    "Referring to him as only \"the witness\", Amrozi accused his brother of distorting his evidence."),
            new TextInput("The company bought its rival.", "Its rival was bought by the company for $4.4 billion."),
            new TextInput("One pair that is far too long. ".repeat(12), "And its other half. ".repeat(9)));

    /** How many of them, the first ones, are no pairs. */
    private static final int SINGLE = 5;

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @TempDir
    Path work;

    @ParameterizedTest
    @CsvSource({
        "all-minilm-l6-v2, MEAN",
        "bge-small-en-v1.5, CLS",
        "bert, MEAN",
        "distilbert, MEAN",
        "roberta, MEAN",
        "xlm-roberta, CLS"
    })
    void transformers_onnxruntime_and_mlflow_answer_as_we_do(String backbone, Pooling pooling) throws Exception {
        // given
        write(Encoders.named(backbone), pooling);
        TextOnnxExport.write(folder);
        float[][] own;
        try (TextClassifier classifier = TextClassifier.load(folder, DeviceChoice.CPU)) {
            own = classifier.logits(INPUTS);
        }

        // when
        JsonNode said = opened();

        // then
        assertThat(said.get("absent")).as("tools that are not installed").isEmpty();
        for (String tool : List.of("transformers", "onnx", "mlflow")) {
            assertSame(tool + " " + backbone, own, said.at("/" + tool + "/logits"), own.length);
        }
        assertSame("transformers, padded " + backbone, own, said.at("/transformers/padded"), SINGLE);
        assertThat(said.at("/transformers/labels")).extracting(JsonNode::asText).isEqualTo(LABELS);
        assertThat(said.at("/mlflow/labels")).extracting(JsonNode::asText).isEqualTo(LABELS);
        assertThat(said.at("/mlflow/flavors"))
                .extracting(JsonNode::asText)
                .containsExactly("graft", "onnx", "python_function");
        assertThat(said.at("/huggingface_hub/license").asText()).isEqualTo("apache-2.0");
        assertThat(said.at("/huggingface_hub/results").toString())
                .isEqualTo("[[\"text-classification\",\"snapshot \\\"7\\\"\",\"validation\",\"accuracy\",0.9],"
                        + "[\"text-classification\",\"snapshot \\\"7\\\"\",\"validation\",\"f1\",0.8751]]");
    }

    private static void assertSame(String what, float[][] own, JsonNode theirs, int rows) {
        double largest = 0;
        for (int row = 0; row < theirs.size(); row++) {
            for (int column = 0; column < own[row].length; column++) {
                largest = Math.max(
                        largest,
                        Math.abs(own[row][column] - theirs.get(row).get(column).asDouble()));
            }
        }
        System.out.printf(Locale.ROOT, "%s: %d answers, largest difference %.1e%n", what, theirs.size(), largest);
        assertThat(theirs).as(what).hasSize(rows);
        assertThat(largest).as(what).isCloseTo(0, within((double) TOLERANCE));
    }

    private JsonNode opened() throws Exception {
        Path requests = work.resolve("requests.json");
        Path answers = work.resolve("answers.json");
        List<List<String>> pairs = new ArrayList<>();
        for (TextInput input : INPUTS) {
            List<String> pair = new ArrayList<>();
            pair.add(input.text());
            pair.add(input.pair());
            pairs.add(pair);
        }
        JSON.writeValue(requests.toFile(), pairs);
        OtherTools.run("open_model.py", folder, requests, answers);
        return JSON.readTree(Files.readString(answers));
    }

    private void write(BackboneFiles files, Pooling pooling) throws Exception {
        Random random = new Random(4);
        int units = files.config().hiddenSize();
        float[] head = new float[LABELS.size() * units];
        for (int i = 0; i < head.length; i++) {
            head[i] = (float) (random.nextGaussian() / Math.sqrt(units));
        }
        SortedMap<String, HostTensor> weights = new TreeMap<>(files.weights());
        weights.put(ClassifierConfig.HEAD_WEIGHT, HostTensor.of(new Shape(LABELS.size(), units), head));
        weights.put(ClassifierConfig.HEAD_BIAS, HostTensor.of(new Shape(LABELS.size()), 0.5f, -0.5f, 0));
        int longest = Math.min(48, files.config().maxPositions());
        ModelCard card = new ModelCard(
                "messages",
                files.origin(),
                "apache-2.0",
                "snapshot \"7\"",
                new TreeMap<>(Map.of("accuracy", 0.9, "f1", 0.87512)),
                List.of("Seed 1"));
        new ClassifierFolder(
                        new ClassifierConfig(files.config().withPooling(pooling), LABELS, longest),
                        weights,
                        files.tokenizer())
                .write(folder, card);
    }
}

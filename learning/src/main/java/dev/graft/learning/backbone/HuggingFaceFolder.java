package dev.graft.learning.backbone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.learning.tensor.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/** A backbone in a folder as other tools write and read it. */
final class HuggingFaceFolder {

    private static final ObjectMapper JSON = new ObjectMapper();

    private HuggingFaceFolder() {}

    static BackboneFiles read(Path folder) throws IOException {
        Path path = folder.toAbsolutePath().normalize();
        BertConfig config = withPooling(
                path, BertConfig.from(JSON.readTree(path.resolve("config.json").toFile())));
        String name = String.valueOf(path.getFileName());
        return new BackboneFiles(
                name,
                config,
                EncoderWeights.select(path.toString(), config, WeightFiles.read(path)),
                tokenizer(path),
                name,
                "other",
                normalised(path));
    }

    static void write(BackboneFiles files, Path folder, int maxLength) throws IOException {
        BertConfig config = files.config();
        ObjectNode json = JSON.createObjectNode();
        json.putArray("architectures").add(config.family().architecture());
        config.writeTo(json);
        json.putObject("graft").put("pooling", config.pooling().toString());
        json.put("torch_dtype", "float32");
        Files.createDirectories(folder);
        Safetensors.write(folder.resolve("model.safetensors"), files.weights(), Map.of("format", "pt"));
        Files.writeString(folder.resolve("config.json"), json.toPrettyString() + "\n");
        Files.writeString(folder.resolve("tokenizer.json"), files.tokenizer());
        Files.writeString(
                folder.resolve("tokenizer_config.json"), config.family().tokenizerConfig(maxLength));
    }

    private static String tokenizer(Path folder) throws IOException {
        Path file = folder.resolve("tokenizer.json");
        if (!Files.exists(file)) {
            throw new NoSuchFileException(
                    file.toString(),
                    null,
                    "the folder has no tokenizer.json; a vocabulary alone"
                            + " does not say how to cut texts: save the fast tokenizer of the model into the folder");
        }
        return Files.readString(file);
    }

    private static BertConfig withPooling(Path folder, BertConfig config) throws IOException {
        Path file = folder.resolve("1_Pooling").resolve("config.json");
        return Files.exists(file) ? config.withPooling(Pooling.of(JSON.readTree(file.toFile()))) : config;
    }

    /** Whether the last module of a sentence-transformers model scales its vectors to length 1. */
    private static boolean normalised(Path folder) throws IOException {
        Path file = folder.resolve("modules.json");
        if (!Files.exists(file)) {
            return false;
        }
        for (JsonNode module : JSON.readTree(file.toFile())) {
            if (module.path("type").asText().endsWith(".Normalize")) {
                return true;
            }
        }
        return false;
    }
}

package dev.graft.learning.backbone;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** A backbone in a folder that other tools wrote. */
final class HuggingFaceFolder {

    private static final String PREFIX = "bert.";

    private HuggingFaceFolder() {}

    static BackboneFiles read(Path folder) throws IOException {
        Path path = folder.toAbsolutePath().normalize();
        BertConfig config = BertConfig.from(
                new ObjectMapper().readTree(path.resolve("config.json").toFile()));
        SortedMap<String, HostTensor> weights = new TreeMap<>();
        Safetensors.read(path.resolve("model.safetensors"))
                .forEach((name, tensor) -> weights.put(plainName(name), tensor));
        String name = String.valueOf(path.getFileName());
        return new BackboneFiles(
                name, config, weights, Files.readString(path.resolve("tokenizer.json")), name, "other");
    }

    /** Old checkpoints call the two weights of a layer norm gamma and beta. */
    private static String plainName(String name) {
        String plain = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
        return plain.replace("LayerNorm.gamma", "LayerNorm.weight").replace("LayerNorm.beta", "LayerNorm.bias");
    }
}

package dev.graft.learning.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A classifier as files: {@code config.json}, {@code model.safetensors}, {@code tokenizer.json},
 * {@code tokenizer_config.json}, {@code modeling_graft.py} for Python's {@code transformers}, {@code MLmodel} for MLflow
 * and the model card {@code README.md}. The same content gives the same bytes.
 *
 * @param config encoder sizes, labels, longest input
 * @param weights the encoder's and the head's, by their Hugging Face names
 * @param tokenizer the content of {@code tokenizer.json}, as the backbone brought it
 */
public record ClassifierFolder(ClassifierConfig config, SortedMap<String, HostTensor> weights, String tokenizer)
        implements TextModel {

    public ClassifierFolder {
        config.shapes().forEach((name, shape) -> HeadWeights.check(weights, name, shape));
    }

    /** Reads a folder that {@link #write} made; {@link IOException} where a file is missing or broken. */
    public static ClassifierFolder read(Path folder) throws IOException {
        ClassifierConfig config = ClassifierConfig.from(
                new ObjectMapper().readTree(folder.resolve("config.json").toFile()));
        return new ClassifierFolder(
                config,
                Safetensors.read(folder.resolve("model.safetensors")),
                Files.readString(folder.resolve("tokenizer.json")));
    }

    @Override
    public List<String> labels() {
        return config.labels();
    }

    @Override
    public int maxLength() {
        return config.maxLength();
    }

    @Override
    public HeadKind kind() {
        return config.kind();
    }

    @Override
    public MlflowModel mlflow() {
        SortedMap<String, String> files = new TreeMap<>(Map.of(
                "config", "config.json",
                "weights", "model.safetensors",
                "tokenizer", "tokenizer.json"));
        return new MlflowModel(
                TEXT_TASK,
                config.kind(),
                config.labels(),
                files,
                List.of(MlflowModel.column("text", "string", true)),
                MlflowModel.tokens("", config.encoder()));
    }

    /** The weight of that name; {@link IllegalArgumentException} on an unknown one. */
    public HostTensor weight(String name) {
        HostTensor tensor = weights.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no weight is named " + name);
        }
        return tensor;
    }

    /** Writes the files into {@code folder}, which is created where it does not exist. */
    public void write(Path folder, ModelCard card) throws IOException {
        Files.createDirectories(folder);
        Safetensors.write(folder.resolve("model.safetensors"), weights, Map.of("format", "pt"));
        Files.writeString(folder.resolve("config.json"), config.toJson());
        Files.writeString(folder.resolve("tokenizer.json"), tokenizer);
        Files.writeString(
                folder.resolve("tokenizer_config.json"),
                config.encoder().family().tokenizerConfig(config.maxLength()));
        Files.writeString(
                folder.resolve(TransformersCode.FILE),
                TransformersCode.of(config.encoder().family()));
        Files.writeString(folder.resolve("README.md"), card.toMarkdown(config));
        mlflow().write(folder);
    }
}

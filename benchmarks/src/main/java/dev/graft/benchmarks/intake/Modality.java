package dev.graft.benchmarks.intake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.launcher.client.BackboneFolder;
import dev.graft.launcher.client.StoreAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the rows are. */
enum Modality {
    /** Random words. */
    TEXTS(List.of("csv", "jsonl", "parquet"), "reference.py") {
        @Override
        RowFiles files(long seed, int chars) {
            return new RandomRows(seed, chars);
        }
    },

    /** Random numbers in columns. */
    NUMBERS(List.of("csv", "jsonl"), "reference_numbers.py") {
        @Override
        RowFiles files(long seed, int chars) {
            return new RandomNumbers(seed);
        }

        @Override
        void declare(ObjectNode declaration) {
            ArrayNode columns =
                    declaration.put("modality", "tabular").putObject("features").putArray("columns");
            RandomNumbers.columns().forEach(name -> columns.addObject().put("name", name));
        }
    },

    /** Drawn pictures in an archive. */
    IMAGES(List.of("zip"), "reference_images.py") {
        @Override
        RowFiles files(long seed, int chars) {
            return new DrawnPictures(seed);
        }

        @Override
        void declare(ObjectNode declaration) {
            declaration.put("modality", "image").put("backbone", NETWORK);
        }

        /** A task of pictures names a network that the store holds; where nothing is checked nobody reads it. */
        @Override
        void provide(StoreAddress store, Path folder) throws IOException {
            Path network = Files.createDirectories(folder.resolve(NETWORK));
            Files.writeString(network.resolve("config.json"), "{\"architecture\":\"mobilenetv2_100\"}");
            Files.writeString(network.resolve("model.safetensors"), "none");
            BackboneFolder.of(network).upload(NETWORK, "a benchmark's, not to be read", "none", store, file -> {});
        }
    };

    private static final String NETWORK = "no-network";

    private final List<String> formats;
    private final String script;

    Modality(List<String> formats, String script) {
        this.formats = formats;
        this.script = script;
    }

    /** Those that their files may have. */
    List<String> formats() {
        return formats;
    }

    /** The program in {@code benchmarks/intake} that does the same work in Python. */
    String script() {
        return script;
    }

    /** @param chars of a text, about */
    abstract RowFiles files(long seed, int chars);

    /** Adds to a task what such rows need. */
    void declare(ObjectNode declaration) {}

    /** Puts into the store what such a task needs, by way of files in a folder of this machine. */
    void provide(StoreAddress store, Path folder) throws IOException {}
}

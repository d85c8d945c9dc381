package dev.graft.learning.tabular;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.learning.model.HeadWeights;
import dev.graft.learning.model.MlflowModel;
import dev.graft.learning.model.ModelCard;
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
 * A tabular classifier as files: {@code config.json}, {@code model.safetensors} with the head and {@value
 * FittedFeatures#FILE}. The same content gives the same bytes.
 *
 * @param config labels, their kind, which features
 * @param features what the head reads
 * @param head {@link dev.graft.learning.model.ClassifierConfig#HEAD_WEIGHT} (C, E) and {@link
 *     dev.graft.learning.model.ClassifierConfig#HEAD_BIAS} (C), for C labels and E features
 */
public record TabularClassifierFolder(
        TabularClassifierConfig config, FittedFeatures features, SortedMap<String, HostTensor> head) {

    private static final String CONFIG = "config.json";
    private static final String WEIGHTS = "model.safetensors";
    private static final long MOST_BYTES = 16L << 20;

    /** @throws IllegalArgumentException where the three do not fit each other */
    public TabularClassifierFolder {
        if (!config.featuresSha256().equals(features.sha256())) {
            throw new IllegalArgumentException(FittedFeatures.FILE
                    + " has another SHA-256 than config.json says: the head has learnt other features");
        }
        if (config.features() != features.size()) {
            throw new IllegalArgumentException(
                    "config.json says " + config.features() + " features, there are " + features.size());
        }
        HeadWeights.check(head, config.labels().size(), config.features());
        head = new TreeMap<>(head);
    }

    static boolean isFolder(Path folder) throws IOException {
        Path file = folder.resolve(CONFIG);
        return Files.isRegularFile(file)
                && Files.size(file) <= MOST_BYTES
                && TabularClassifierConfig.ofTabular(new ObjectMapper().readTree(Files.readAllBytes(file)));
    }

    /** Reads a folder that {@link #write} made; {@link IOException} where a file is missing, too large or broken. */
    public static TabularClassifierFolder read(Path folder) throws IOException {
        Path file = folder.resolve(CONFIG);
        requireSize(file, MOST_BYTES);
        try {
            TabularClassifierConfig config =
                    TabularClassifierConfig.from(new ObjectMapper().readTree(Files.readAllBytes(file)));
            Path weights = folder.resolve(WEIGHTS);
            requireSize(
                    weights,
                    Safetensors.MAX_HEADER_BYTES
                            + (config.features() + 1L) * config.labels().size() * Float.BYTES);
            return new TabularClassifierFolder(
                    config, FittedFeatures.read(folder.resolve(FittedFeatures.FILE)), Safetensors.read(weights));
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is not JSON: " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IOException(folder + ": " + e.getMessage(), e);
        }
    }

    private static void requireSize(Path file, long most) throws IOException {
        if (Files.size(file) > most) {
            throw new IOException(file + " has " + Files.size(file) + " bytes, more than " + most);
        }
    }

    /** Writes the files into {@code folder}, which is created where it does not exist. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        features.write(folder.resolve(FittedFeatures.FILE));
        Safetensors.write(folder.resolve(WEIGHTS), head, Map.of("format", "pt"));
        Files.writeString(folder.resolve(CONFIG), config.toJson());
    }

    /** Writes the files, and {@code README.md} beside them. */
    public void write(Path folder, ModelCard card) throws IOException {
        write(folder);
        Files.writeString(folder.resolve("README.md"), TabularModelCard.of(card, this));
        mlflow().write(folder);
    }

    private MlflowModel mlflow() {
        return new MlflowModel(
                "tabular-classification",
                config.kind(),
                config.labels(),
                new TreeMap<>(Map.of("config", CONFIG, "weights", WEIGHTS, "features", FittedFeatures.FILE)),
                features.columns().all().stream()
                        .map(column -> MlflowModel.column(
                                column.name(), column.values() == null ? "double" : "string", column.required()))
                        .toList(),
                List.of());
    }
}

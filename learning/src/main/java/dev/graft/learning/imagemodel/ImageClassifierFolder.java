package dev.graft.learning.imagemodel;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.learning.image.backbone.TimmNames;
import dev.graft.learning.model.ClassifierConfig;
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
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * An image classifier as files: {@code config.json} and {@code model.safetensors}. The same content gives the same
 * bytes. Weights are stored under timm's names where timm has the network, so that
 * {@code timm.create_model(architecture, num_classes=…)} loads them, else under our own.
 *
 * @param config network, pre-processing, labels
 * @param weights the network's and the head's, by our names
 */
public record ImageClassifierFolder(ImageClassifierConfig config, SortedMap<String, HostTensor> weights) {

    private static final String CONFIG = "config.json";
    private static final String WEIGHTS = "model.safetensors";

    static final String TASK = "image-classification";
    static final Map<String, Object> INPUT = MlflowModel.column("image", "binary", true);

    public ImageClassifierFolder {
        config.shapes().forEach((name, shape) -> HeadWeights.check(weights, name, shape));
    }

    /** Reads a folder that {@link #write} made; {@link IOException} where a file is missing or broken. */
    public static ImageClassifierFolder read(Path folder) throws IOException {
        ImageClassifierConfig config = ImageClassifierConfig.from(
                new ObjectMapper().readTree(folder.resolve(CONFIG).toFile()));
        SortedMap<String, HostTensor> stored = Safetensors.read(folder.resolve(WEIGHTS));
        UnaryOperator<String> names = names(config);
        SortedMap<String, HostTensor> weights = new TreeMap<>();
        for (String own : config.shapes().keySet()) {
            HostTensor tensor = stored.get(names.apply(own));
            if (tensor != null) {
                weights.put(own, tensor);
            }
        }
        return new ImageClassifierFolder(config, weights);
    }

    /** Writes the files into {@code folder}, which is created where it does not exist. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        UnaryOperator<String> names = names(config);
        SortedMap<String, HostTensor> stored = new TreeMap<>();
        for (String own : config.shapes().keySet()) {
            stored.put(names.apply(own), weight(own));
        }
        Safetensors.write(folder.resolve(WEIGHTS), stored, Map.of("format", "pt"));
        Files.writeString(folder.resolve(CONFIG), config.toJson());
    }

    /** Writes the files, and {@code README.md} beside them. */
    public void write(Path folder, ModelCard card) throws IOException {
        write(folder);
        Files.writeString(folder.resolve("README.md"), ImageModelCard.of(card, config));
        mlflow().write(folder);
    }

    /** How MLflow describes the folder. */
    public MlflowModel mlflow() {
        return new MlflowModel(
                TASK,
                config.kind(),
                config.labels(),
                new TreeMap<>(Map.of("config", CONFIG, "weights", WEIGHTS)),
                List.of(INPUT),
                List.of(pictures("")));
    }

    /** What {@code model.onnx} reads of a picture for a network. */
    static Map<String, Object> pictures(String prefix) {
        return MlflowModel.tensor(prefix + "pixel_values", "float32", -1, 3, -1, -1);
    }

    /** The weight of that name; {@link IllegalArgumentException} on an unknown one. */
    public HostTensor weight(String name) {
        HostTensor tensor = weights.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no weight is named " + name);
        }
        return tensor;
    }

    private static UnaryOperator<String> names(ImageClassifierConfig config) {
        Optional<TimmNames> timm = TimmNames.of(config.backbone());
        return own -> timm.map(names -> timm(names, own)).orElse(own);
    }

    private static String timm(TimmNames names, String own) {
        return switch (own) {
            case ClassifierConfig.HEAD_WEIGHT -> names.head() + ".weight";
            case ClassifierConfig.HEAD_BIAS -> names.head() + ".bias";
            default -> names.weight().apply(own);
        };
    }
}

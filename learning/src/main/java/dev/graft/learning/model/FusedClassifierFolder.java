package dev.graft.learning.model;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.backbone.Backbones;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A classifier on several text encoders as files: {@code config.json}, {@code model.safetensors} with the head, the model
 * card {@code README.md}, and {@code backbones/NAME/} in Hugging Face layout for each encoder. The same content gives the
 * same bytes.
 *
 * @param config names, weights, labels, longest input
 * @param backbones the encoders, in the order of {@code config}
 * @param head {@link ClassifierConfig#HEAD_WEIGHT} (C, E) and {@link ClassifierConfig#HEAD_BIAS} (C), where E is the sum of
 *     the encoders' widths
 */
public record FusedClassifierFolder(
        FusedConfig config, List<BackboneFiles> backbones, SortedMap<String, HostTensor> head) implements TextModel {

    private static final String CONFIG = "config.json";
    private static final String HEAD = "model.safetensors";

    public FusedClassifierFolder {
        backbones = List.copyOf(backbones);
        config.requireNames(backbones.stream().map(BackboneFiles::name).toList());
        for (BackboneFiles backbone : backbones) {
            int positions = backbone.config().maxPositions();
            if (config.maxLength() < 3 || config.maxLength() > positions) {
                throw new IllegalArgumentException("the longest input must have 3 to " + positions
                        + " tokens with the backbone " + backbone.name() + ", not " + config.maxLength());
            }
        }
        HeadWeights.check(head, config.labels().size(), width(backbones));
        head = new TreeMap<>(head);
    }

    /** Reads a folder that {@link #write} made; {@link IOException} where a file is missing or broken. */
    public static FusedClassifierFolder read(Path folder) throws IOException {
        FusedConfig config = FusedConfig.from(
                new ObjectMapper().readTree(folder.resolve(CONFIG).toFile()));
        List<BackboneFiles> backbones = new ArrayList<>();
        for (FusedConfig.Part part : config.backbones()) {
            BackboneFiles read = Backbones.folder(folder.resolve(part.folder()));
            backbones.add(new BackboneFiles(
                    part.name(), read.config(), read.weights(), read.tokenizer(), part.origin(), part.licence()));
        }
        return new FusedClassifierFolder(config, backbones, Safetensors.read(folder.resolve(HEAD)));
    }

    /** Writes the files into {@code folder}, which is created where it does not exist. */
    public void write(Path folder, ModelCard card) throws IOException {
        for (int i = 0; i < backbones.size(); i++) {
            Path own = folder.resolve(config.backbones().get(i).folder());
            Backbones.write(backbones.get(i), own, config.maxLength());
        }
        Safetensors.write(folder.resolve(HEAD), head, Map.of("format", "pt"));
        Files.writeString(folder.resolve(CONFIG), config.toJson());
        Files.writeString(folder.resolve("README.md"), card.fusedMarkdown(config));
        mlflow().write(folder);
    }

    /** The widths of the encoders' features, in their order. */
    public static List<Integer> widths(List<BackboneFiles> backbones) {
        return backbones.stream()
                .map(backbone -> backbone.config().hiddenSize())
                .toList();
    }

    /** The width E of their features side by side. */
    public static int width(List<BackboneFiles> backbones) {
        return widths(backbones).stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public MlflowModel mlflow() {
        return config.mlflow(
                TEXT_TASK,
                MlflowModel.column("text", "string", true),
                backbones.stream()
                        .flatMap(each -> MlflowModel.tokens(each.name() + ".", each.config()).stream())
                        .toList());
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

    /** The shapes of all weights. */
    public List<Shape> shapes() {
        List<Shape> shapes = new ArrayList<>();
        backbones.forEach(backbone -> shapes.addAll(backbone.config().shapes().values()));
        head.values().forEach(tensor -> shapes.add(tensor.shape()));
        return shapes;
    }
}

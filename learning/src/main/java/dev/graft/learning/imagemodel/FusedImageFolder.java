package dev.graft.learning.imagemodel;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.learning.backbone.FusedBackbone;
import dev.graft.learning.backbone.FusedRows;
import dev.graft.learning.image.Augmentation;
import dev.graft.learning.image.ImageBatch;
import dev.graft.learning.image.ImageRows;
import dev.graft.learning.image.RgbImage;
import dev.graft.learning.image.backbone.BatchNormFolding;
import dev.graft.learning.image.backbone.ImageBackbone;
import dev.graft.learning.image.backbone.ImageBackboneFiles;
import dev.graft.learning.image.backbone.ImageBackbones;
import dev.graft.learning.model.FusedConfig;
import dev.graft.learning.model.HeadWeights;
import dev.graft.learning.model.MlflowModel;
import dev.graft.learning.model.ModelCard;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Parameters;
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
 * A classifier on several image networks as files: {@code config.json}, {@code model.safetensors} with the head, the model
 * card {@code README.md}, and {@code backbones/NAME/} for each network, as {@link ImageBackbones#write} writes it. The same
 * content gives the same bytes.
 *
 * @param config names, weights, labels
 * @param backbones the networks without their source tasks' classifiers, each with its own pre-processing, in the order of
 *     {@code config}
 * @param head {@link dev.graft.learning.model.ClassifierConfig#HEAD_WEIGHT} (C, E) and {@link
 *     dev.graft.learning.model.ClassifierConfig#HEAD_BIAS} (C), where E is the sum of the networks' widths
 */
public record FusedImageFolder(
        FusedConfig config, List<ImageBackboneFiles> backbones, SortedMap<String, HostTensor> head) {

    private static final String CONFIG = "config.json";
    private static final String HEAD = "model.safetensors";

    public FusedImageFolder {
        backbones = backbones.stream().map(ImageBackboneFiles::headless).toList();
        config.requireNames(backbones.stream().map(ImageBackboneFiles::name).toList());
        HeadWeights.check(
                head,
                config.labels().size(),
                widths(backbones).stream().mapToInt(Integer::intValue).sum());
        head = new TreeMap<>(head);
    }

    /** Reads a folder that {@link #write} made; {@link IOException} where a file is missing or broken. */
    public static FusedImageFolder read(Path folder) throws IOException {
        FusedConfig config = FusedConfig.from(
                new ObjectMapper().readTree(folder.resolve(CONFIG).toFile()));
        List<ImageBackboneFiles> backbones = new ArrayList<>();
        for (FusedConfig.Part part : config.backbones()) {
            ImageBackboneFiles read = ImageBackbones.folder(folder.resolve(part.folder()));
            backbones.add(new ImageBackboneFiles(
                    part.name(), read.config(), read.preprocessing(), read.weights(), part.origin(), part.licence()));
        }
        return new FusedImageFolder(config, backbones, Safetensors.read(folder.resolve(HEAD)));
    }

    /** Writes the files into {@code folder}, which is created where it does not exist. */
    public void write(Path folder, ModelCard card) throws IOException {
        for (int i = 0; i < backbones.size(); i++) {
            ImageBackbones.write(
                    backbones.get(i), folder.resolve(config.backbones().get(i).folder()));
        }
        Safetensors.write(folder.resolve(HEAD), head, Map.of("format", "pt"));
        Files.writeString(folder.resolve(CONFIG), config.toJson());
        Files.writeString(folder.resolve("README.md"), card.fusedMarkdown(config));
        mlflow().write(folder);
    }

    /** How MLflow describes the folder. */
    public MlflowModel mlflow() {
        return config.mlflow(
                ImageClassifierFolder.TASK,
                ImageClassifierFolder.INPUT,
                backbones.stream()
                        .map(each -> ImageClassifierFolder.pictures(each.name() + "."))
                        .toList());
    }

    /** The widths of the networks' features, in their order. */
    static List<Integer> widths(List<ImageBackboneFiles> backbones) {
        return backbones.stream()
                .map(backbone -> backbone.config().featureSize())
                .toList();
    }

    /** The shapes of all weights. */
    public List<Shape> shapes() {
        List<Shape> shapes = new ArrayList<>();
        backbones.forEach(backbone -> shapes.addAll(backbone.config().shapes().values()));
        head.values().forEach(tensor -> shapes.add(tensor.shape()));
        return shapes;
    }

    /**
     * The networks over copies of their weights, which live as long as {@code head} does; batch normalisation is folded
     * into the convolutions, since none of them learns.
     */
    FusedBackbone<ImageBatch> network(Parameters weights) {
        List<ImageBackbone> networks = backbones.stream()
                .map(files -> new ImageBackbone(
                        BatchNormFolding.of(files.config()),
                        new Parameters(weights.manager(), BatchNormFolding.of(files.config(), files.weights()))))
                .toList();
        return new FusedBackbone<>(weights.manager(), networks, config.weights());
    }

    /** The pictures as every network wants them. */
    FusedRows<ImageBatch> rows(List<RgbImage> pictures, Augmentation training) {
        return new FusedRows<>(backbones.stream()
                .map(files -> ImageRows.of(pictures, files.preprocessing(), training))
                .toList());
    }
}

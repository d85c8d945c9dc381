package dev.graft.learning.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.learning.image.Preprocessing;
import dev.graft.learning.image.backbone.ImageBackboneFiles;
import dev.graft.learning.imagemodel.FusedImageFolder;
import dev.graft.learning.imagemodel.ImageClassifierConfig;
import dev.graft.learning.imagemodel.ImageClassifierFolder;
import dev.graft.learning.model.FusedConfig;
import dev.graft.learning.onnx.OnnxFile;
import dev.graft.learning.onnx.OnnxGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An image classifier as one ONNX file ({@link OnnxFile}), with network, pooling and head inside.
 *
 * <p>Input: {@code pixel_values}, float32 (batch, 3, height, width), prepared as the model's
 * {@link dev.graft.learning.image.Preprocessing} says; batch and sizes are free. Outputs, (batch, labels):
 * {@code logits}, which are the numbers themselves of a regression, and for classes and labels {@code probabilities}. The
 * labels, their kind and the pre-processing are metadata of the file.
 *
 * <p>Of a classifier on several networks, the file holds all of them: each has an input of its own, with its name and a dot
 * before, as in {@code resnet18.pixel_values}, and the metadata's pre-processing is one for each name.
 */
public final class ImageOnnxExport {

    /** The name of the file beside the model's own. */
    public static final String FILE = "model.onnx";

    private static final ObjectMapper JSON = new ObjectMapper();

    private ImageOnnxExport() {}

    /**
     * Writes {@value #FILE} into the folder of a classifier, replacing one that is there, and says so in its
     * {@code MLmodel}; the heap must have room for the weights. The same model gives the same bytes.
     *
     * @return the file
     * @throws IllegalArgumentException where the weights do not fit into one ONNX file (2 GiB)
     * @throws IOException where the folder cannot be read or written
     */
    public static Path write(Path modelFolder) throws IOException {
        if (FusedConfig.ofPictures(
                JSON.readTree(modelFolder.resolve("config.json").toFile()))) {
            return write(modelFolder, FusedImageFolder.read(modelFolder));
        }
        return write(modelFolder, ImageClassifierFolder.read(modelFolder));
    }

    private static Path write(Path modelFolder, FusedImageFolder folder) throws IOException {
        FusedConfig config = folder.config();
        OnnxFile.requireRoom(folder.shapes());
        OnnxGraph graph = new OnnxGraph("image_classifier");
        List<String> features = new ArrayList<>();
        Map<String, Preprocessing> preprocessing = new TreeMap<>();
        for (ImageBackboneFiles files : folder.backbones()) {
            String prefix = files.name() + ".";
            String pictures =
                    graph.floatInput(prefix + "pixel_values", "batch", "3", prefix + "height", prefix + "width");
            features.add(files.config().addTo(graph.withWeightsUnder(prefix), files.weights(), pictures));
            preprocessing.put(files.name(), files.preprocessing());
        }
        String fused = FusionGraph.addTo(graph, features, config.weights());
        new HeadGraph(folder.head(), config.labels().size(), config.kind()).addTo(graph, fused);
        Map<String, String> metadata = Map.of(
                "backbones", JSON.writeValueAsString(config.backbones()),
                "labels", JSON.writeValueAsString(config.labels()),
                "preprocessing", JSON.writeValueAsString(preprocessing),
                "problem_type", config.kind().problemType());
        Path file = OnnxFile.write(modelFolder.resolve(FILE), graph, new TreeMap<>(metadata));
        folder.mlflow().write(modelFolder);
        return file;
    }

    private static Path write(Path modelFolder, ImageClassifierFolder folder) throws IOException {
        ImageClassifierConfig config = folder.config();
        OnnxFile.requireRoom(config.shapes().values());
        OnnxGraph graph = new OnnxGraph("image_classifier");
        String pictures = graph.floatInput("pixel_values", "batch", "3", "height", "width");
        String features = config.backbone().addTo(graph, folder.weights(), pictures);
        new HeadGraph(folder.weights(), config.labels().size(), config.kind()).addTo(graph, features);
        Map<String, String> metadata = Map.of(
                "labels", JSON.writeValueAsString(config.labels()),
                "preprocessing", JSON.writeValueAsString(config.preprocessing()),
                "problem_type", config.kind().problemType());
        Path file = OnnxFile.write(modelFolder.resolve(FILE), graph, new TreeMap<>(metadata));
        folder.mlflow().write(modelFolder);
        return file;
    }
}

package dev.graft.learning.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.learning.image.classifier.ImageClassifierConfig;
import dev.graft.learning.image.classifier.ImageClassifierFolder;
import dev.graft.learning.onnx.OnnxFile;
import dev.graft.learning.onnx.OnnxGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * An image classifier as one ONNX file ({@link OnnxFile}), with network, pooling and head inside.
 *
 * <p>Input: {@code pixel_values}, float32 (batch, 3, height, width), prepared as the model's
 * {@link dev.graft.learning.image.Preprocessing} says; batch and sizes are free. Outputs, (batch, labels):
 * {@code logits}, which are the numbers themselves of a regression, and for classes and labels {@code probabilities}. The
 * labels, their kind and the pre-processing are metadata of the file.
 */
public final class ImageOnnxExport {

    /** The name of the file beside the model's own. */
    public static final String FILE = "model.onnx";

    private ImageOnnxExport() {}

    /**
     * Writes {@value #FILE} into the folder of a classifier, replacing one that is there; the heap must have room for
     * the weights. The same model gives the same bytes.
     *
     * @return the file
     * @throws IllegalArgumentException where the weights do not fit into one ONNX file (2 GiB)
     * @throws IOException where the folder cannot be read or written
     */
    public static Path write(Path modelFolder) throws IOException {
        ImageClassifierFolder folder = ImageClassifierFolder.read(modelFolder);
        ImageClassifierConfig config = folder.config();
        OnnxFile.requireRoom(config.shapes().values());
        OnnxGraph graph = new OnnxGraph("image_classifier");
        String pictures = graph.floatInput("pixel_values", "batch", "3", "height", "width");
        String features = config.backbone().addTo(graph, folder.weights(), pictures);
        new HeadGraph(folder.weights(), config.labels().size(), config.kind()).addTo(graph, features);
        ObjectMapper json = new ObjectMapper();
        Map<String, String> metadata = Map.of(
                "labels", json.writeValueAsString(config.labels()),
                "preprocessing", json.writeValueAsString(config.preprocessing()),
                "problem_type", config.kind().problemType());
        return OnnxFile.write(modelFolder.resolve(FILE), graph, new TreeMap<>(metadata));
    }
}

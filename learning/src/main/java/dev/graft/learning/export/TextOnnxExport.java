package dev.graft.learning.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.learning.model.ClassifierFolder;
import dev.graft.learning.model.FusedClassifierFolder;
import dev.graft.learning.model.TextModel;
import dev.graft.learning.onnx.OnnxFile;
import dev.graft.learning.onnx.OnnxGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A text classifier as one ONNX file ({@link OnnxFile}), with encoder, pooling and head inside.
 *
 * <p>Inputs, all (batch, sequence) of 64-bit integers with both sizes free: {@code input_ids}, {@code attention_mask} (1
 * for tokens, 0 for padding) and, where the encoder tells segments apart, {@code token_type_ids}. Outputs, (batch,
 * labels): {@code logits}, which are the numbers themselves of a regression, and for classes and labels
 * {@code probabilities}. The labels, their kind, the longest input and the pooling are metadata of the file. Sequences
 * must not be longer than the encoder's table of positions.
 *
 * <p>Of a classifier on several encoders, the file holds all of them: each has inputs of its own, with its name and a dot
 * before theirs, as in {@code bge-small-en-v1.5.input_ids}, and sequences of its own length. The metadata
 * {@code backbones} lists names, weights, origins and licences.
 */
public final class TextOnnxExport {

    /** The name of the file beside the model's own. */
    public static final String FILE = "model.onnx";

    /** The output of {@link #writeToServe}. */
    public static final String FEATURES = "features";

    private static final ObjectMapper JSON = new ObjectMapper();

    private TextOnnxExport() {}

    /**
     * Writes {@value #FILE} into the folder of a classifier, replacing one that is there, and says so in its
     * {@code MLmodel}; the heap must have room for the weights. The same model gives the same bytes.
     *
     * @return the file
     * @throws IllegalArgumentException where the weights do not fit into one ONNX file (2 GiB)
     * @throws IOException where the folder cannot be read or written
     */
    public static Path write(Path modelFolder) throws IOException {
        TextModel model = TextModel.read(modelFolder);
        Path file = write(model, modelFolder.resolve(FILE));
        model.mlflow().write(modelFolder);
        return file;
    }

    /**
     * Writes a classifier as one file, replacing one that is there.
     *
     * @return the file
     * @throws IllegalArgumentException where the weights do not fit into one ONNX file (2 GiB)
     * @throws IOException where the file cannot be written
     */
    public static Path write(TextModel model, Path file) throws IOException {
        return write(model, file, Precision.FLOAT32, List.of());
    }

    /**
     * Writes a classifier as one file for who serves it: its linear layers in some precision, and with {@value #FEATURES}
     * (batch, width), which the head reads, as one more output.
     *
     * @return the file
     * @throws IllegalArgumentException where the weights do not fit into one ONNX file (2 GiB)
     * @throws IOException where the file cannot be written
     */
    public static Path writeToServe(TextModel model, Path file, Precision precision) throws IOException {
        return write(model, file, precision, List.of(FEATURES));
    }

    private static Path write(TextModel model, Path file, Precision precision, List<String> more) throws IOException {
        OnnxGraph graph = new OnnxGraph("text_classifier");
        SortedMap<String, String> metadata = new TreeMap<>(Map.of(
                "labels", JSON.writeValueAsString(model.labels()),
                "max_length", Integer.toString(model.maxLength()),
                "problem_type", model.kind().problemType()));
        String features;
        if (model instanceof FusedClassifierFolder fused) {
            features = addTo(graph, fused, precision);
            metadata.put("backbones", JSON.writeValueAsString(fused.config().backbones()));
        } else {
            ClassifierFolder single = (ClassifierFolder) model;
            features = addTo(graph, single, precision);
            metadata.put("pooling", single.config().encoder().pooling().toString());
        }
        more.forEach(output -> graph.output(output, features, "batch", "width"));
        return OnnxFile.write(file, graph, metadata);
    }

    private static String addTo(OnnxGraph graph, ClassifierFolder model, Precision precision) {
        OnnxFile.requireRoom(model.config().shapes().values());
        String features = new TextGraph(graph, model.config().encoder(), model.weights(), precision).features();
        new HeadGraph(model.weights(), model.labels().size(), model.kind()).addTo(graph, features);
        return features;
    }

    private static String addTo(OnnxGraph graph, FusedClassifierFolder model, Precision precision) {
        OnnxFile.requireRoom(model.shapes());
        List<String> features = model.backbones().stream()
                .map(backbone -> TextGraph.named(
                                backbone.name(), graph, backbone.config(), backbone.weights(), precision)
                        .features())
                .toList();
        String fused = FusionGraph.addTo(graph, features, model.config().weights());
        new HeadGraph(model.head(), model.labels().size(), model.kind()).addTo(graph, fused);
        return fused;
    }
}

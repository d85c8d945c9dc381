package dev.graft.learning.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.learning.model.ClassifierConfig;
import dev.graft.learning.model.ClassifierFolder;
import dev.graft.learning.onnx.OnnxFile;
import dev.graft.learning.onnx.OnnxGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A text classifier as one ONNX file ({@link OnnxFile}), with encoder, pooling and head inside.
 *
 * <p>Inputs, all (batch, sequence) of 64-bit integers with both sizes free: {@code input_ids}, {@code attention_mask} (1
 * for tokens, 0 for padding) and, where the encoder tells segments apart, {@code token_type_ids}. Outputs, (batch,
 * labels): {@code logits}, which are the numbers themselves of a regression, and for classes and labels
 * {@code probabilities}. The labels, their kind, the longest input and the pooling are metadata of the file. Sequences
 * must not be longer than the encoder's table of positions.
 */
public final class TextOnnxExport {

    /** The name of the file beside the model's own. */
    public static final String FILE = "model.onnx";

    private TextOnnxExport() {}

    /**
     * Writes {@value #FILE} into the folder of a classifier, replacing one that is there; the heap must have room for
     * the weights. The same model gives the same bytes.
     *
     * @return the file
     * @throws IllegalArgumentException where the weights do not fit into one ONNX file (2 GiB)
     * @throws IOException where the folder cannot be read or written
     */
    public static Path write(Path modelFolder) throws IOException {
        ClassifierFolder folder = ClassifierFolder.read(modelFolder);
        ClassifierConfig config = folder.config();
        OnnxFile.requireRoom(config.shapes().values());
        OnnxGraph graph = new OnnxGraph("text_classifier");
        String features = new TextGraph(graph, config.encoder(), folder.weights()).features();
        new HeadGraph(folder.weights(), config.labels().size(), config.kind()).addTo(graph, features);
        Map<String, String> metadata = Map.of(
                "labels", new ObjectMapper().writeValueAsString(config.labels()),
                "max_length", Integer.toString(config.maxLength()),
                "pooling", config.encoder().pooling().toString(),
                "problem_type", config.kind().problemType());
        return OnnxFile.write(modelFolder.resolve(FILE), graph, new TreeMap<>(metadata));
    }
}

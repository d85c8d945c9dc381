package dev.graft.learning.export;

import static dev.graft.learning.export.OnnxGraph.attribute;

import ai.djl.ndarray.types.Shape;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.learning.model.ClassifierConfig;
import dev.graft.learning.model.ClassifierFolder;
import dev.graft.learning.model.HeadKind;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/**
 * A text classifier as one ONNX file, with encoder, pooling and head inside.
 *
 * <p>Operator set {@value #OPSET}, IR version {@value #IR_VERSION}. Inputs, all (batch, sequence) of 64-bit integers with
 * both sizes free: {@code input_ids}, {@code attention_mask} (1 for tokens, 0 for padding) and, where the encoder tells
 * segments apart, {@code token_type_ids}. Outputs, (batch, labels): {@code logits}, which are the numbers themselves of a
 * regression, and for classes and labels {@code probabilities}. The labels, their kind, the longest input and the
 * pooling are metadata of the file. Sequences must not be longer than the encoder's table of positions. The same model
 * gives the same bytes.
 */
public final class OnnxExport {

    /** The first with layer normalisation as one operator. */
    public static final int OPSET = 17;

    public static final int IR_VERSION = 8;

    /** The name of the file beside the model's own. */
    public static final String FILE = "model.onnx";

    private static final String LOGITS = "logits";
    private static final String PROBABILITIES = "probabilities";

    /** What a protobuf message can hold, less room for the graph itself. */
    private static final long MAX_WEIGHT_BYTES = Integer.MAX_VALUE - (16L << 20);

    private static final ObjectMapper JSON = new ObjectMapper();

    private OnnxExport() {}

    /**
     * Writes {@value #FILE} into the folder of a classifier, replacing one that is there; the heap must have room for
     * the weights.
     *
     * @return the file
     * @throws IllegalArgumentException where the weights do not fit into one ONNX file (2 GiB)
     * @throws IOException where the folder cannot be read or written
     */
    public static Path write(Path modelFolder) throws IOException {
        ModelProto model = of(ClassifierFolder.read(modelFolder));
        Path file = modelFolder.resolve(FILE);
        Path partial = modelFolder.resolve(FILE + ".partial");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(partial))) {
            model.writeTo(out);
        }
        return Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static ModelProto of(ClassifierFolder folder) throws IOException {
        ClassifierConfig config = folder.config();
        requireRoom(config.shapes());
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("graft")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
                .setGraph(graph(folder))
                .addMetadataProps(property("labels", JSON.writeValueAsString(config.labels())))
                .addMetadataProps(property("max_length", Integer.toString(config.maxLength())))
                .addMetadataProps(property("pooling", config.encoder().pooling().toString()))
                .addMetadataProps(property("problem_type", config.kind().problemType()))
                .build();
    }

    private static GraphProto graph(ClassifierFolder folder) {
        ClassifierConfig config = folder.config();
        OnnxGraph graph = new OnnxGraph("text_classifier");
        String features = new TextGraph(graph, config.encoder(), folder.weights()).features();
        String logits = graph.node(
                "/classifier/Gemm",
                "Gemm",
                List.of(
                        features,
                        graph.weight(ClassifierConfig.HEAD_WEIGHT, folder.weight(ClassifierConfig.HEAD_WEIGHT)),
                        graph.weight(ClassifierConfig.HEAD_BIAS, folder.weight(ClassifierConfig.HEAD_BIAS))),
                attribute("transB", 1));
        String labels = Integer.toString(config.labels().size());
        graph.output(LOGITS, logits, "batch", labels);
        if (config.kind() == HeadKind.CLASSES) {
            String shares = graph.node("/Softmax", "Softmax", List.of(logits), attribute("axis", 1));
            graph.output(PROBABILITIES, shares, "batch", labels);
        } else if (config.kind() == HeadKind.LABELS) {
            graph.output(PROBABILITIES, graph.node("/Sigmoid", "Sigmoid", List.of(logits)), "batch", labels);
        }
        return graph.build();
    }

    static void requireRoom(Map<String, Shape> weights) {
        long bytes = weights.values().stream()
                .mapToLong(shape -> shape.size() * Float.BYTES)
                .sum();
        if (bytes > MAX_WEIGHT_BYTES) {
            throw new IllegalArgumentException("the weights have " + bytes + " bytes, one ONNX file holds at most "
                    + MAX_WEIGHT_BYTES + " of them; use the folder's model.safetensors instead");
        }
    }

    private static StringStringEntryProto property(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }
}

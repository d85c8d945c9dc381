package dev.graft.learning.onnx;

import ai.djl.ndarray.types.Shape;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.SortedMap;

/** Writes graphs as files of operator set {@value #OPSET}, IR version {@value #IR_VERSION}. */
public final class OnnxFile {

    /** The first operator set with layer normalisation as one operator. */
    public static final int OPSET = 17;

    public static final int IR_VERSION = 8;

    /** What a protobuf message can hold, less room for the graph itself. */
    private static final long MAX_WEIGHT_BYTES = Integer.MAX_VALUE - (16L << 20);

    private OnnxFile() {}

    /**
     * Fails where weights do not fit into one file, which holds 2 GiB.
     *
     * @throws IllegalArgumentException with the sizes
     */
    public static void requireRoom(Collection<Shape> weights) {
        long bytes =
                weights.stream().mapToLong(shape -> shape.size() * Float.BYTES).sum();
        if (bytes > MAX_WEIGHT_BYTES) {
            throw new IllegalArgumentException("the weights have " + bytes + " bytes, one ONNX file holds at most "
                    + MAX_WEIGHT_BYTES + " of them; use model.safetensors instead");
        }
    }

    /**
     * Writes a graph, replacing the file at once where it exists. The same graph gives the same bytes.
     *
     * @param metadata for readers, such as the labels
     */
    public static Path write(Path file, OnnxGraph graph, SortedMap<String, String> metadata) throws IOException {
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("graft")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
                .setGraph(graph.build());
        metadata.forEach((key, value) -> model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(partial))) {
            model.build().writeTo(out);
        }
        return Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
    }
}

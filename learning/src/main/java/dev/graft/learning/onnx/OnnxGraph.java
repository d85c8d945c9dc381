package dev.graft.learning.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.graft.learning.tensor.HostTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An ONNX graph under construction. Values are known by their names; every node has one output, which is named after
 * the node. Nodes come after those whose outputs they read, as the format demands.
 */
public final class OnnxGraph {

    private final GraphProto.Builder graph;
    private final String weightPrefix;

    /** An empty graph. */
    public OnnxGraph(String name) {
        this(GraphProto.newBuilder().setName(name), "");
    }

    private OnnxGraph(GraphProto.Builder graph, String weightPrefix) {
        this.graph = graph;
        this.weightPrefix = weightPrefix;
    }

    /** The same graph, to which weights are added under names that begin with {@code prefix}. */
    public OnnxGraph withWeightsUnder(String prefix) {
        return new OnnxGraph(graph, prefix);
    }

    GraphProto build() {
        return graph.build();
    }

    /** An input of 64-bit integers; a dimension is a name where callers choose it. */
    public String input(String name, String... dimensions) {
        graph.addInput(value(name, TensorProto.DataType.INT64_VALUE, dimensions));
        return name;
    }

    /** An input of float32; a dimension is a name where callers choose it. */
    public String floatInput(String name, String... dimensions) {
        graph.addInput(value(name, TensorProto.DataType.FLOAT_VALUE, dimensions));
        return name;
    }

    /** Makes the float32 value {@code of} an output of the graph under the name {@code name}. */
    public void output(String name, String of, String... dimensions) {
        graph.addNode(NodeProto.newBuilder()
                .setOpType("Identity")
                .setName("/output/" + name)
                .addInput(of)
                .addOutput(name));
        graph.addOutput(value(name, TensorProto.DataType.FLOAT_VALUE, dimensions));
    }

    /** A weight; its name, behind the prefix where there is one, is its name in the graph. */
    public String weight(String weight, HostTensor tensor) {
        String name = weightPrefix + weight;
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(tensor.shape().size() * Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(tensor.values());
        TensorProto.Builder proto = TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT_VALUE)
                .setRawData(UnsafeByteOperations.unsafeWrap(bytes));
        for (long size : tensor.shape().getShape()) {
            proto.addDims(size);
        }
        graph.addInitializer(proto);
        return name;
    }

    /** Signed bytes of this shape. */
    public String bytes(String name, byte[] values, long... shape) {
        TensorProto.Builder proto = TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.INT8_VALUE)
                .setRawData(ByteString.copyFrom(values));
        Arrays.stream(shape).forEach(proto::addDims);
        graph.addInitializer(proto);
        return name;
    }

    /** A list of float32. */
    public String floats(String name, float... values) {
        TensorProto.Builder proto = TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT_VALUE)
                .addDims(values.length);
        for (float value : values) {
            proto.addFloatData(value);
        }
        graph.addInitializer(proto);
        return name;
    }

    /** A scalar. */
    public String constant(String name, float value) {
        graph.addInitializer(TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT_VALUE)
                .addFloatData(value));
        return name;
    }

    /** A scalar of 64 bits. */
    public String integer(String name, long value) {
        graph.addInitializer(TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.INT64_VALUE)
                .addInt64Data(value));
        return name;
    }

    /** A list of 64-bit integers, such as axes or a shape. */
    public String integers(String name, long... values) {
        TensorProto.Builder proto = TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.INT64_VALUE)
                .addDims(values.length);
        Arrays.stream(values).forEach(proto::addInt64Data);
        graph.addInitializer(proto);
        return name;
    }

    /** Adds a node over values that are there; returns the name of its output. */
    public String node(String name, String operator, List<String> inputs, AttributeProto... attributes) {
        String output = name + "_output_0";
        graph.addNode(NodeProto.newBuilder()
                .setOpType(operator)
                .setName(name)
                .addAllInput(inputs)
                .addOutput(output)
                .addAllAttribute(List.of(attributes)));
        return output;
    }

    /** Adds a node with several outputs over values that are there; returns their names. */
    public List<String> nodes(String name, String operator, List<String> inputs, int outputs) {
        List<String> names = IntStream.range(0, outputs)
                .mapToObj(output -> name + "_output_" + output)
                .toList();
        graph.addNode(NodeProto.newBuilder()
                .setOpType(operator)
                .setName(name)
                .addAllInput(inputs)
                .addAllOutput(names));
        return names;
    }

    /** Adds a node that is named after its operator and its place. */
    public String node(String operator, List<String> inputs, AttributeProto... attributes) {
        return node("/" + operator + "_" + graph.getNodeCount(), operator, inputs, attributes);
    }

    public static AttributeProto attribute(String name, String value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }

    public static AttributeProto attribute(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    public static AttributeProto attribute(String name, float value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.FLOAT)
                .setF(value)
                .build();
    }

    public static AttributeProto attribute(String name, long... values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
        Arrays.stream(values).forEach(attribute::addInts);
        return attribute.build();
    }

    private static ValueInfoProto value(String name, int type, String... dimensions) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (String dimension : dimensions) {
            TensorShapeProto.Dimension.Builder of = shape.addDimBuilder();
            if (dimension.chars().allMatch(Character::isDigit)) {
                of.setDimValue(Long.parseLong(dimension));
            } else {
                of.setDimParam(dimension);
            }
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(
                                TypeProto.Tensor.newBuilder().setElemType(type).setShape(shape)))
                .build();
    }
}

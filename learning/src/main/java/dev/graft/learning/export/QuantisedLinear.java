package dev.graft.learning.export;

import static dev.graft.learning.onnx.OnnxGraph.attribute;

import ai.onnx.proto.OnnxMl.TensorProto;
import dev.graft.learning.tensor.HostTensor;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * A linear layer's matrix in whole numbers, one scale a column.
 *
 * @param values (in, out), row by row, each from -{@value #MOST} to {@value #MOST}
 * @param scales (out): a weight is its value times its column's scale
 */
record QuantisedLinear(byte[] values, float[] scales, int in) {
    static final int MOST = 63;

    /** @param matrix (in, out) */
    static QuantisedLinear of(HostTensor matrix) {
        int in = Math.toIntExact(matrix.shape().get(0));
        int out = Math.toIntExact(matrix.shape().get(1));
        FloatBuffer weights = matrix.values();
        float[] scales = new float[out];
        for (int place = 0; place < in * out; place++) {
            int column = place % out;
            scales[column] = Math.max(scales[column], Math.abs(weights.get(place)) / MOST);
        }
        byte[] values = new byte[in * out];
        for (int place = 0; place < values.length; place++) {
            float scale = scales[place % out];
            values[place] = scale == 0 ? 0 : (byte) Math.round(weights.get(place) / scale);
        }
        return new QuantisedLinear(values, scales, in);
    }

    /** Adds {@code input} (…, in) times the matrix: (…, out). */
    String addTo(Scope scope, String input) {
        List<String> quantised = scope.nodes("quantised", "DynamicQuantizeLinear", List.of(input), 3);
        String matrix = scope.bytes("quantised_weight", values, in, scales.length);
        String sums = scope.node("MatMulInteger", "MatMulInteger", List.of(quantised.get(0), matrix, quantised.get(2)));
        String product = scope.node("Cast", "Cast", List.of(sums), attribute("to", TensorProto.DataType.FLOAT_VALUE));
        String scale = scope.node("scales", "Mul", List.of(quantised.get(1), scope.floats("weight_scales", scales)));
        return scope.node("Mul", "Mul", List.of(product, scale));
    }
}

package dev.graft.learning.meta;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import dev.graft.learning.network.AdamWeights;
import dev.graft.learning.network.LinearLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The weights of a network of linear layers and rectifiers for several tasks at once, T of them, N rows each. A step of gradient
 * descent is written out in operations of the engine, so that what is computed with the weights behind it can be differentiated by
 * those before it.
 *
 * @param weights of each layer (T, inputs, outputs)
 * @param biases of each layer (T, 1, outputs)
 */
record FastWeights(List<NDArray> weights, List<NDArray> biases) {

    /** The same for each task. */
    static FastWeights of(AdamWeights shared, List<String> layers, int tasks) {
        return new FastWeights(
                layers.stream()
                        .map(layer -> repeated(shared.weight(layer), tasks))
                        .toList(),
                layers.stream()
                        .map(layer -> repeated(shared.bias(layer).expandDims(0), tasks))
                        .toList());
    }

    private static NDArray repeated(NDArray matrix, int tasks) {
        return matrix.expandDims(0)
                .broadcast(tasks, matrix.getShape().get(0), matrix.getShape().get(1));
    }

    /** Outputs (T, N, outputs) of rows (T, N, inputs). */
    NDArray outputs(NDArray rows) {
        List<NDArray> hidden = hidden(rows);
        return applied(weights.size() - 1, hidden.get(hidden.size() - 1));
    }

    /** What goes into each layer: the rows, then the rectified outputs of the layers below. */
    private List<NDArray> hidden(NDArray rows) {
        List<NDArray> inputs = new ArrayList<>(List.of(rows));
        for (int layer = 0; layer < weights.size() - 1; layer++) {
            NDArray out = applied(layer, inputs.get(layer));
            inputs.add(out.mul(positive(out)));
        }
        return inputs;
    }

    private NDArray applied(int layer, NDArray rows) {
        return rows.matMul(weights.get(layer)).add(biases.get(layer));
    }

    private static NDArray positive(NDArray values) {
        return values.gt(0).toType(DataType.FLOAT32, false);
    }

    /** Behind one step against the mean loss of the rows. */
    FastWeights stepped(NDManager scope, Outputs kind, NDArray rows, NDArray targets, double rate) {
        List<NDArray> inputs = hidden(rows);
        int top = weights.size() - 1;
        NDArray step = Outputs.number(scope, rate / rows.getShape().get(1));
        NDArray error = kind.error(scope, applied(top, inputs.get(top)), targets);
        List<NDArray> newWeights = new ArrayList<>(weights);
        List<NDArray> newBiases = new ArrayList<>(biases);
        for (int layer = top; layer >= 0; layer--) {
            NDArray input = inputs.get(layer);
            newWeights.set(
                    layer,
                    weights.get(layer)
                            .sub(input.transpose(0, 2, 1).matMul(error).mul(step)));
            newBiases.set(
                    layer, biases.get(layer).sub(error.sum(new int[] {1}, true).mul(step)));
            if (layer > 0) {
                error = error.matMul(weights.get(layer).transpose(0, 2, 1)).mul(positive(input));
            }
        }
        return new FastWeights(newWeights, newBiases);
    }

    /** Copies of the layers of one task. */
    List<LinearLayer> layers(int task) {
        return IntStream.range(0, weights.size())
                .mapToObj(layer -> new LinearLayer(
                        weights.get(layer).get(task).toFloatArray(),
                        biases.get(layer).get(task).toFloatArray()))
                .toList();
    }
}

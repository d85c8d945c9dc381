package dev.graft.learning.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.graft.learning.device.GradMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * The weights of a small network by name, most of them linear layers, with the moments of Adam (Kingma and Ba 2015; β 0.9 and 0.999). They belong to
 * their manager. Used by one thread.
 */
public final class AdamWeights {

    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;
    private static final String WEIGHT = ".weight";
    private static final String BIAS = ".bias";

    private final Map<String, NDArray> arrays = new LinkedHashMap<>();
    private final Map<String, NDArray[]> moments = new LinkedHashMap<>();
    private final NDManager manager;
    private int steps;

    public AdamWeights(NDManager manager) {
        this.manager = manager;
    }

    /** A new layer, drawn as Glorot and Bengio (2010) have it, its bias 0. */
    public void draw(String layer, int inputs, int outputs, Random random) {
        double bound = Math.sqrt(6.0 / (inputs + outputs));
        float[] drawn = new float[Math.multiplyExact(inputs, outputs)];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = (float) (bound * (2 * random.nextDouble() - 1));
        }
        put(layer, new LinearLayer(drawn, new float[outputs]));
    }

    /** A layer that has learnt before. */
    public void put(String layer, LinearLayer known) {
        put(layer + WEIGHT, known.weight(), new Shape(known.inputs(), known.outputs()));
        put(layer + BIAS, known.bias(), new Shape(known.outputs()));
    }

    /** An array of any shape, row-major, that {@link #get} gives back. */
    public void put(String name, float[] values, Shape shape) {
        NDArray array = manager.create(values, shape);
        array.setRequiresGradient(true);
        arrays.put(name, array);
        moments.put(name, new NDArray[] {manager.zeros(shape), manager.zeros(shape)});
    }

    /** What a layer makes of rows: (rows, outputs) of (rows, inputs). */
    public NDArray applied(String layer, NDArray rows) {
        return rows.matMul(get(layer + WEIGHT)).add(get(layer + BIAS));
    }

    /** Adds the derivative of a loss to the weights' gradients, then takes a step against them. */
    public void learn(NDManager scope, NDArray loss, double rate) {
        JniUtils.backward((PtNDArray) loss, (PtNDArray) scope.ones(loss.getShape()), false, false);
        steps++;
        float corrected = (float) (rate * Math.sqrt(1 - Math.pow(BETA2, steps)) / (1 - Math.pow(BETA1, steps)));
        try (GradMode off = GradMode.off()) {
            moments.forEach((name, pair) -> step(scope, get(name), pair, (float) rate, corrected));
        }
    }

    private static void step(NDManager scope, NDArray weight, NDArray[] moments, float rate, float corrected) {
        NDArray gradient = weight.getGradient();
        gradient.attach(scope);
        JniUtils.adamUpdate(
                (PtNDArray) weight,
                (PtNDArray) gradient,
                (PtNDArray) moments[0],
                (PtNDArray) moments[1],
                rate,
                corrected,
                0,
                1,
                -1,
                BETA1,
                BETA2,
                EPSILON,
                true);
        JniUtils.zeroGrad((PtNDArray) weight);
    }

    /** A layer's matrix (inputs, outputs) itself. */
    public NDArray weight(String layer) {
        return get(layer + WEIGHT);
    }

    /** A layer's bias (outputs) itself. */
    public NDArray bias(String layer) {
        return get(layer + BIAS);
    }

    /** A copy of a layer as it is now. */
    public LinearLayer layer(String name) {
        return new LinearLayer(
                get(name + WEIGHT).toFloatArray(), get(name + BIAS).toFloatArray());
    }

    /** The array of a name itself; {@link IllegalStateException} on an unknown one. */
    public NDArray get(String name) {
        NDArray array = arrays.get(name);
        if (array == null) {
            throw new IllegalStateException("the network has no " + name);
        }
        return array;
    }
}

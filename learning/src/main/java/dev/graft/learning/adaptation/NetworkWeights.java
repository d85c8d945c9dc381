package dev.graft.learning.adaptation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.graft.learning.device.GradMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/**
 * The weights of a {@link NeuralAdaptation}'s network, {@code (inputs, outputs)} each, with Adam's moments (Kingma and Ba 2015; β
 * 0.9 and 0.999). Drawn as Glorot and Bengio (2010) have it.
 */
final class NetworkWeights {

    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;
    private static final int OF_DOMAINS = 32;

    private final Map<String, NDArray> arrays = new LinkedHashMap<>();
    private final Map<String, NDArray[]> moments = new LinkedHashMap<>();
    private final NDManager manager;

    NetworkWeights(NDManager manager, NeuralAdaptation settings, DomainPair pair, Random random) {
        this.manager = manager;
        layer("hidden", pair.width(), settings.hidden(), random);
        layer("classes", settings.hidden(), pair.source().count(), random);
        if (settings.alignment().isAdversarial()) {
            layer("domain", settings.hidden(), OF_DOMAINS, random);
            layer("domains", OF_DOMAINS, 2, random);
        }
        if (settings.alignment() == Alignment.ADVERSARIAL_CODES) {
            layer("restored", settings.hidden(), pair.width(), random);
        }
    }

    private void layer(String name, int inputs, int outputs, Random random) {
        double bound = Math.sqrt(6.0 / (inputs + outputs));
        float[] drawn = new float[Math.multiplyExact(inputs, outputs)];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = (float) (bound * (2 * random.nextDouble() - 1));
        }
        put(name + ".weight", drawn, new Shape(inputs, outputs));
        put(name + ".bias", new float[outputs], new Shape(outputs));
    }

    private void put(String name, float[] values, Shape shape) {
        NDArray array = manager.create(values, shape);
        array.setRequiresGradient(true);
        arrays.put(name, array);
        moments.put(name, new NDArray[] {manager.zeros(shape), manager.zeros(shape)});
    }

    /** {@code (rows, hidden)} of {@code (rows, width)}. */
    NDArray hidden(NDArray rows) {
        return Activation.relu(applied("hidden", rows));
    }

    /** {@code (rows, classes)}. */
    NDArray logits(NDArray hidden) {
        return applied("classes", hidden);
    }

    /** {@code (rows, 2)}. */
    NDArray domains(NDArray hidden) {
        return applied("domains", Activation.relu(applied("domain", hidden)));
    }

    /** {@code (rows, width)}. */
    NDArray restored(NDArray hidden) {
        return applied("restored", hidden);
    }

    private NDArray applied(String layer, NDArray rows) {
        return rows.matMul(get(layer + ".weight")).add(get(layer + ".bias"));
    }

    private NDArray get(String name) {
        NDArray array = arrays.get(name);
        if (array == null) {
            throw new IllegalStateException("the network has no " + name);
        }
        return array;
    }

    /** One step of Adam against the gradients, which are 0 afterwards. */
    void update(NDManager scope, double rate, int step) {
        float corrected = (float) (rate * Math.sqrt(1 - Math.pow(BETA2, step)) / (1 - Math.pow(BETA1, step)));
        try (GradMode off = GradMode.off()) {
            moments.forEach((name, pair) -> {
                NDArray weight = get(name);
                NDArray gradient = weight.getGradient();
                gradient.attach(scope);
                JniUtils.adamUpdate(
                        (PtNDArray) weight,
                        (PtNDArray) gradient,
                        (PtNDArray) pair[0],
                        (PtNDArray) pair[1],
                        (float) rate,
                        corrected,
                        0,
                        1,
                        -1,
                        BETA1,
                        BETA2,
                        EPSILON,
                        true);
                JniUtils.zeroGrad((PtNDArray) weight);
            });
        }
    }

    /** The layers that answer, copied out of the engine. */
    NetworkClassifier classifier() {
        return new NetworkClassifier(
                matrix("hidden.weight"), numbers("hidden.bias"), matrix("classes.weight"), numbers("classes.bias"));
    }

    private DMatrixRMaj matrix(String name) {
        Shape shape = get(name).getShape();
        return DMatrixRMaj.wrap((int) shape.get(0), (int) shape.get(1), numbers(name));
    }

    private double[] numbers(String name) {
        float[] values = get(name).toFloatArray();
        double[] numbers = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            numbers[i] = values[i];
        }
        return numbers;
    }
}

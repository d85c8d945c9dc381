package dev.graft.learning.adaptation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Activation;
import dev.graft.learning.network.AdamWeights;
import dev.graft.learning.network.LinearLayer;
import dev.graft.learning.strategy.Alignment;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/** The weights of a {@link NeuralAdaptation}'s network. */
final class NetworkWeights {

    private static final String HIDDEN = "hidden";
    private static final String CLASSES = "classes";
    private static final int OF_DOMAINS = 32;

    private final AdamWeights weights;

    NetworkWeights(NDManager manager, NeuralAdaptation settings, DomainPair pair, Random random) {
        this.weights = new AdamWeights(manager);
        weights.draw(HIDDEN, pair.width(), settings.hidden(), random);
        weights.draw(CLASSES, settings.hidden(), pair.source().count(), random);
        if (settings.alignment().isAdversarial()) {
            weights.draw("domain", settings.hidden(), OF_DOMAINS, random);
            weights.draw("domains", OF_DOMAINS, 2, random);
        }
        if (settings.alignment() == Alignment.ADVERSARIAL_CODES) {
            weights.draw("restored", settings.hidden(), pair.width(), random);
        }
    }

    /** {@code (rows, hidden)} of {@code (rows, width)}. */
    NDArray hidden(NDArray rows) {
        return Activation.relu(weights.applied(HIDDEN, rows));
    }

    /** {@code (rows, classes)}. */
    NDArray logits(NDArray hidden) {
        return weights.applied(CLASSES, hidden);
    }

    /** {@code (rows, 2)}. */
    NDArray domains(NDArray hidden) {
        return weights.applied("domains", Activation.relu(weights.applied("domain", hidden)));
    }

    /** {@code (rows, width)}. */
    NDArray restored(NDArray hidden) {
        return weights.applied("restored", hidden);
    }

    /** One step of Adam against the gradient of a loss. */
    void learn(NDManager scope, NDArray loss, double rate) {
        weights.learn(scope, loss, rate);
    }

    /** The layers that answer, copied out of the engine. */
    NetworkClassifier classifier() {
        LinearLayer hidden = weights.layer(HIDDEN);
        LinearLayer classes = weights.layer(CLASSES);
        return new NetworkClassifier(matrix(hidden), numbers(hidden.bias()), matrix(classes), numbers(classes.bias()));
    }

    private static DMatrixRMaj matrix(LinearLayer layer) {
        return DMatrixRMaj.wrap(layer.inputs(), layer.outputs(), numbers(layer.weight()));
    }

    private static double[] numbers(float... values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }
}

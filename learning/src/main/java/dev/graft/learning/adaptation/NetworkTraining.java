package dev.graft.learning.adaptation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.graft.learning.classic.FeatureVectors;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.GradMode;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.loss.AlignmentLoss;
import dev.graft.learning.strategy.Alignment;
import java.util.Arrays;
import java.util.Random;

/** The training of one network. Closing it frees the engine's memory. */
final class NetworkTraining implements AutoCloseable {

    private final NeuralAdaptation settings;
    private final DomainPair pair;
    private final Random random;
    private final NDManager manager;
    private final NetworkWeights weights;

    NetworkTraining(NeuralAdaptation settings, DomainPair pair) {
        this.settings = settings;
        this.pair = pair;
        this.random = new Random(settings.seed());
        TorchRuntime.pinThreads();
        this.manager = TorchRuntime.newManager(DeviceChoice.CPU);
        this.weights = new NetworkWeights(manager, settings, pair, random);
    }

    NetworkClassifier run() {
        int batch = settings.batch();
        RowTurns sources = new RowTurns(pair.source().size(), random);
        RowTurns targets = new RowTurns(pair.target().size(), random);
        int perEpoch = (Math.max(pair.source().size(), pair.target().size()) + batch - 1) / batch;
        int steps = perEpoch * settings.epochs();
        try (GradMode on = GradMode.on()) {
            for (int step = 0; step < steps; step++) {
                step(sources.next(batch), targets.next(batch), settings.weightAt((double) step / steps), step + 1);
            }
        }
        return weights.classifier();
    }

    private void step(int[] sources, int[] targets, double weight, int number) {
        try (NDManager scope = manager.newSubManager()) {
            NDArray source = rows(scope, pair.source().rows(), sources);
            NDArray hidden = weights.hidden(source);
            NDArray loss = labels(scope, hidden, sources);
            if (settings.alignment() != Alignment.NONE) {
                NDArray target = rows(scope, pair.target(), targets);
                NDArray other = weights.hidden(target);
                AlignmentLoss aligned = new AlignmentLoss(scope, settings.alignment(), weights::domains);
                loss = loss.add(aligned.of(hidden, other, weight));
                if (settings.alignment() == Alignment.ADVERSARIAL_CODES) {
                    loss = loss.add(restored(hidden, source)).add(restored(other, target));
                }
            }
            float value = loss.getFloat();
            if (!Float.isFinite(value)) {
                throw new IllegalStateException("the loss is " + value + " in step " + number
                        + "; remedy: scale the features to about 1, or take a smaller rate");
            }
            weights.learn(scope, loss, settings.rate());
        }
    }

    /** The mean squared error of restoring rows from their codes. */
    private NDArray restored(NDArray codes, NDArray rows) {
        NDArray off = weights.restored(codes).sub(rows);
        return off.mul(off).mean();
    }

    /** The mean cross-entropy of the source's labels. */
    private NDArray labels(NDManager scope, NDArray hidden, int... rows) {
        int count = pair.source().count();
        float[] wanted = new float[rows.length * count];
        for (int i = 0; i < rows.length; i++) {
            double weight = pair.source().weights()[rows[i]];
            wanted[i * count + pair.source().classes()[rows[i]]] = (float) (-weight / rows.length);
        }
        NDArray chosen = scope.create(wanted, new Shape(rows.length, count));
        return weights.logits(hidden).logSoftmax(-1).mul(chosen).sum();
    }

    private static NDArray rows(NDManager scope, FeatureVectors all, int... rows) {
        float[] numbers = new float[Math.multiplyExact(rows.length, all.width())];
        for (int i = 0; i < rows.length; i++) {
            for (int place = all.start(rows[i]); place < all.start(rows[i] + 1); place++) {
                numbers[i * all.width() + all.column(place)] = (float) all.value(place);
            }
        }
        return scope.create(numbers, new Shape(rows.length, all.width()));
    }

    @Override
    public void close() {
        manager.close();
    }

    /** All rows in a drawn order, and again in another. */
    private static final class RowTurns {
        private final int[] order;
        private final Random random;
        private int next;

        RowTurns(int rows, Random random) {
            this.order = new int[rows];
            Arrays.setAll(order, row -> row);
            this.random = random;
            this.next = rows;
        }

        int[] next(int count) {
            int[] chosen = new int[count];
            for (int i = 0; i < count; i++) {
                if (next == order.length) {
                    shuffle();
                }
                chosen[i] = order[next++];
            }
            return chosen;
        }

        private void shuffle() {
            for (int i = order.length - 1; i > 0; i--) {
                int other = random.nextInt(i + 1);
                int row = order[i];
                order[i] = order[other];
                order[other] = row;
            }
            next = 0;
        }
    }
}

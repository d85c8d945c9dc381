package dev.graft.learning.meta;

import ai.djl.ndarray.NDManager;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.GradMode;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.network.AdamWeights;
import dev.graft.learning.network.LinearLayer;
import java.util.List;
import java.util.stream.IntStream;

/** Weights from which small tasks are learnt. Safe for many threads. */
public final class MetaStart {

    private final List<LinearLayer> layers;
    private final Outputs outputs;

    MetaStart(List<LinearLayer> layers, Outputs outputs) {
        this.layers = List.copyOf(layers);
        this.outputs = outputs;
    }

    /**
     * The network behind some steps of gradient descent on a task's rows; its other rows are not read.
     *
     * @param steps 0 or more
     * @param rate above 0
     */
    public Network adapted(Episode task, int steps, double rate) {
        if (steps < 0 || !(rate > 0)) {
            throw new IllegalArgumentException(
                    "steps are 0 or more, a rate lies above 0, not " + steps + " and " + rate);
        }
        try (NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU);
                GradMode off = GradMode.off()) {
            AdamWeights weights = new AdamWeights(manager);
            List<String> names =
                    IntStream.range(0, layers.size()).mapToObj(i -> "layer" + i).toList();
            IntStream.range(0, layers.size()).forEach(i -> weights.put(names.get(i), layers.get(i)));
            FastWeights fast = FastWeights.of(weights, names, 1);
            MetaLearning.Batch batch = new MetaLearning.Batch(manager, List.of(task));
            for (int step = 0; step < steps; step++) {
                fast = fast.stepped(manager, outputs, batch.rows(), batch.targets(), rate);
            }
            return new Network(fast.layers(0));
        }
    }

    /** A network of rectifiers that a task has. Safe for many threads. */
    public record Network(List<LinearLayer> layers) {
        public Network {
            layers = List.copyOf(layers);
        }

        /** Numbers, or logits of classes. */
        public double[] outputs(double... input) {
            double[] row = input;
            for (int i = 0; i < layers.size(); i++) {
                row = layers.get(i).apply(row);
                for (int j = 0; j < row.length && i < layers.size() - 1; j++) {
                    row[j] = Math.max(0, row[j]);
                }
            }
            return row;
        }

        /** Mean squared error of a task's other rows. */
        public double squaredError(Episode task) {
            double sum = 0;
            for (int row = 0; row < task.askedInputs().length; row++) {
                double[] said = outputs(task.askedInputs()[row]);
                for (int i = 0; i < said.length; i++) {
                    double error = said[i] - task.askedTargets()[row][i];
                    sum += error * error / said.length / task.askedInputs().length;
                }
            }
            return sum;
        }
    }
}

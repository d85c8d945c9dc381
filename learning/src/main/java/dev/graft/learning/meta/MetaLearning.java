package dev.graft.learning.meta;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.GradMode;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.network.AdamWeights;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A start for small tasks: the weights of a network of two hidden layers with rectifiers from which a few steps of gradient
 * descent on a task's own few rows lead far. The same seed and number of threads give the same start.
 *
 * @param way how it is found
 * @param outputs what they mean
 * @param hidden units of each of two layers, 1 to 4,096
 * @param innerRate of the steps within a task, above 0
 * @param innerSteps within a task while the start is looked for, at least 1
 * @param rate of Adam over tasks, above 0 and below 1; of Reptile too, whose differences stand for gradients
 * @param tasks in each step over tasks, at least 1
 * @param steps over tasks, at least 1
 */
public record MetaLearning(
        Way way,
        Outputs outputs,
        int hidden,
        double innerRate,
        int innerSteps,
        double rate,
        int tasks,
        int steps,
        long seed) {

    private static final int LARGEST = 4_096;
    private static final List<String> LAYERS = List.of("one", "two", "out");

    /** How a start is found. */
    public enum Way {
        /** By the exact gradient of the loss behind the steps, through them (Finn et al. 2017). */
        MAML,
        /** The same, as if the steps did not depend on the start (Finn et al. 2017). */
        FIRST_ORDER_MAML,
        /** Towards where the steps lead (Nichol et al. 2018). */
        REPTILE,
        /** No meta-learning: one network for all tasks at once, to compare with. */
        JOINT
    }

    public MetaLearning {
        if (hidden < 1 || hidden > LARGEST || innerSteps < 1 || tasks < 1 || steps < 1) {
            throw new IllegalArgumentException(
                    "1 to " + LARGEST + " hidden units, and at least one inner step, task and step are needed");
        }
        if (!(innerRate > 0 && innerRate < Double.POSITIVE_INFINITY && rate > 0 && rate < 1)) {
            throw new IllegalArgumentException("the inner rate lies above 0, the rate above 0 and below 1");
        }
    }

    /** 40 hidden units, one inner step of 0.01 (Reptile: ten), 25 tasks a step, a rate of 0.001: the paper's for a sine. */
    public static MetaLearning ofNumbers(Way way, int steps, long seed) {
        return new MetaLearning(way, Outputs.NUMBERS, 40, 0.01, way == Way.REPTILE ? 10 : 1, 1e-3, 25, steps, seed);
    }

    /**
     * Looks for a start.
     *
     * @throws IllegalStateException where the loss is no number any more, with a remedy
     */
    public MetaStart learn(Episodes episodes) {
        Random random = new Random(seed);
        TorchRuntime.pinThreads();
        try (NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU);
                GradMode on = GradMode.on()) {
            AdamWeights weights = new AdamWeights(manager);
            for (int step = 0; step < steps; step++) {
                List<Episode> drawn = Stream.generate(() -> episodes.draw(random))
                        .limit(tasks)
                        .toList();
                if (step == 0) {
                    begin(weights, drawn.get(0), random);
                }
                try (NDManager scope = manager.newSubManager()) {
                    NDArray loss = loss(scope, weights, new Batch(scope, drawn));
                    if (!Float.isFinite(loss.getFloat())) {
                        throw new IllegalStateException("the loss is no number any more in step " + step
                                + "; remedy: scale inputs to about 1, or take a smaller inner rate");
                    }
                    weights.learn(scope, loss, rate);
                }
            }
            return new MetaStart(LAYERS.stream().map(weights::layer).toList(), outputs);
        }
    }

    private void begin(AdamWeights weights, Episode first, Random random) {
        weights.draw(LAYERS.get(0), first.inputs()[0].length, hidden, random);
        weights.draw(LAYERS.get(1), hidden, hidden, random);
        weights.draw(LAYERS.get(2), hidden, first.targets()[0].length, random);
    }

    /** What is minimised over the start, mean over tasks. */
    NDArray loss(NDManager scope, AdamWeights weights, Batch batch) {
        FastWeights start = FastWeights.of(weights, LAYERS, tasks);
        return switch (way) {
            case JOINT ->
                outputs.losses(start.outputs(batch.asked()), batch.askedTargets())
                        .mean();
            case MAML ->
                outputs.losses(adapted(scope, start, batch).outputs(batch.asked()), batch.askedTargets())
                        .mean();
            case FIRST_ORDER_MAML ->
                outputs.losses(displaced(scope, start, batch).outputs(batch.asked()), batch.askedTargets())
                        .mean();
            case REPTILE -> towards(scope, start, constant(scope, start, batch));
        };
    }

    private FastWeights adapted(NDManager scope, FastWeights start, Batch batch) {
        FastWeights fast = start;
        for (int step = 0; step < innerSteps; step++) {
            fast = fast.stepped(scope, outputs, batch.rows(), batch.targets(), innerRate);
        }
        return fast;
    }

    /** Behind the steps, as constants. */
    private FastWeights constant(NDManager scope, FastWeights start, Batch batch) {
        try (GradMode off = GradMode.off()) {
            return adapted(scope, start, batch);
        }
    }

    /** The start, moved by what the steps come to. */
    private FastWeights displaced(NDManager scope, FastWeights start, Batch batch) {
        FastWeights behind = constant(scope, start, batch);
        return new FastWeights(moved(start.weights(), behind.weights()), moved(start.biases(), behind.biases()));
    }

    private static List<NDArray> moved(List<NDArray> from, List<NDArray> to) {
        return IntStream.range(0, from.size())
                .mapToObj(i -> from.get(i).add(difference(to.get(i), from.get(i))))
                .toList();
    }

    /** A constant, whatever it is made of. */
    private static NDArray difference(NDArray one, NDArray other) {
        try (GradMode off = GradMode.off()) {
            return one.sub(other);
        }
    }

    /** A loss whose gradient is the mean way from where the steps lead back to the start. */
    private NDArray towards(NDManager scope, FastWeights start, FastWeights behind) {
        NDArray sum = Outputs.number(scope, 0);
        for (Function<FastWeights, List<NDArray>> part :
                List.<Function<FastWeights, List<NDArray>>>of(FastWeights::weights, FastWeights::biases)) {
            List<NDArray> from = part.apply(start);
            List<NDArray> to = part.apply(behind);
            for (int i = 0; i < from.size(); i++) {
                sum = sum.add(
                        from.get(i).mul(difference(from.get(i), to.get(i))).sum());
            }
        }
        return sum.div(Outputs.number(scope, tasks));
    }

    /** Several tasks as arrays. */
    record Batch(NDArray rows, NDArray targets, NDArray asked, NDArray askedTargets) {
        Batch(NDManager scope, List<Episode> episodes) {
            this(
                    stacked(scope, episodes, Episode::inputs),
                    stacked(scope, episodes, Episode::targets),
                    stacked(scope, episodes, Episode::askedInputs),
                    stacked(scope, episodes, Episode::askedTargets));
        }

        static NDArray stacked(NDManager scope, List<Episode> episodes, Function<Episode, double[][]> part) {
            double[][] first = part.apply(episodes.get(0));
            int rows = first.length;
            int width = first[0].length;
            float[] all = new float[episodes.size() * rows * width];
            int place = 0;
            for (Episode episode : episodes) {
                for (double[] row : part.apply(episode)) {
                    for (double value : row) {
                        all[place++] = (float) value;
                    }
                }
            }
            return scope.create(all, new Shape(episodes.size(), rows, width));
        }
    }
}

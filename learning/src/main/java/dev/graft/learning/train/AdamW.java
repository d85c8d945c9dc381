package dev.graft.learning.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.graft.learning.device.GradMode;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.strategy.HyperParameters;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * AdamW (Loshchilov and Hutter, ICLR 2019) over the weights of a phase, with clipping of the global gradient.
 *
 * <p>Choices: β = (0.9, 0.999), ε = 1e-8 added to the uncorrected root of the second moment, as in the efficient form
 * of Kingma and Ba; vectors (biases, norms) neither decay nor are penalised. A weight that begins to learn later counts
 * its own steps for the bias correction. The moments belong to the optimiser and are freed with it.
 *
 * <p>The engine's update is a dozen passes over a weight, so on the CPU large weights are updated in {@link WeightSlot}s'
 * parts, which {@link StepThreads} take between them: less than half of the time on two cores, the same bits.
 */
final class AdamW implements AutoCloseable {

    static final double BETA1 = 0.9;
    static final double BETA2 = 0.999;
    static final double EPSILON = 1e-8;

    private final Parameters weights;
    private final Phase phase;
    private final HyperParameters hyper;
    private final int stepsPerEpoch;
    private final NDManager manager;
    private final StepThreads threads = new StepThreads(TorchRuntime.threads());
    private final Map<String, WeightSlot> slots = new LinkedHashMap<>();
    private int steps;

    /** A step's learning rate, and the same with Adam's bias correction. */
    record Rates(double rate, double corrected) {}

    /** @param stepsPerEpoch after which a group begins whose first epoch is the second */
    AdamW(NDManager parent, Parameters weights, Phase phase, HyperParameters hyper, int stepsPerEpoch) {
        this.weights = weights;
        this.phase = phase;
        this.hyper = hyper;
        this.stepsPerEpoch = stepsPerEpoch;
        this.manager = parent.newSubManager();
        for (String name : phase.trainable()) {
            NDArray weight = weights.get(name);
            slots.put(
                    name,
                    WeightSlot.of(manager, weight, manager.zeros(weight.getShape()), manager.zeros(weight.getShape())));
        }
    }

    int steps() {
        return steps;
    }

    /** Gives every weight that learns in the next step a fresh gradient, and the others none. */
    void prepare() {
        for (Phase.Group group : phase.groups()) {
            group.names().forEach(name -> weights.renew(name, learns(group)));
        }
    }

    /** Moves every weight that learns against its gradient. */
    void step(NDManager scope, double scheduleFactor) {
        try (GradMode off = GradMode.off()) {
            Map<String, NDArray> gradients = gradients(scope);
            double norm = norm(gradients.values());
            if (!Double.isFinite(norm)) {
                throw new TrainingDiverged("The gradient is no number", phase, steps);
            }
            double scale = hyper.clipNorm() > 0 && norm > hyper.clipNorm() ? hyper.clipNorm() / norm : 1;
            steps++;
            List<Runnable> updates = new ArrayList<>();
            for (Phase.Group group : phase.groups()) {
                updates.addAll(updates(scope, group, gradients, scheduleFactor, scale));
            }
            threads.share(updates.size(), i -> updates.get(i).run());
        }
    }

    private List<Runnable> updates(
            NDManager scope, Phase.Group group, Map<String, NDArray> gradients, double factor, double scale) {
        int age = steps - group.firstEpoch() * stepsPerEpoch;
        double rate = group.rate() * factor;
        double correction = Math.sqrt(1 - Math.pow(BETA2, age)) / (1 - Math.pow(BETA1, age));
        Rates rates = new Rates(rate, rate * correction);
        List<Runnable> updates = new ArrayList<>();
        for (String name : group.names()) {
            NDArray gradient = gradients.get(name);
            WeightSlot slot = slots.get(name);
            if (gradient != null && slot != null) {
                double decay = slot.isMatrix() ? hyper.weightDecay() : 0;
                updates.addAll(slot.updates(scope, gradient, rates, decay, scale));
            }
        }
        return updates;
    }

    private boolean learns(Phase.Group group) {
        return steps >= group.firstEpoch() * stepsPerEpoch;
    }

    /** The gradients of the weights that learn, penalties included; they belong to {@code scope}. */
    private Map<String, NDArray> gradients(NDManager scope) {
        Map<String, NDArray> gradients = new LinkedHashMap<>();
        for (Phase.Group group : phase.groups()) {
            if (learns(group)) {
                for (String name : group.names()) {
                    NDArray gradient = weights.get(name).getGradient();
                    gradient.attach(scope);
                    gradients.put(name, gradient);
                    penalise(weights.get(name), gradient);
                }
            }
        }
        return gradients;
    }

    private void penalise(NDArray weight, NDArray gradient) {
        if (weight.getShape().dimension() < 2) {
            return;
        }
        double l1 = hyper.penalty().l1();
        double l2 = hyper.penalty().l2();
        try (NDManager scope = gradient.getManager().newSubManager()) {
            NDArray plain = weight.stopGradient();
            plain.attach(scope);
            if (l1 > 0) {
                gradient.addi(plain.sign().mul(scope.create((float) l1)));
            }
            if (l2 > 0) {
                gradient.addi(plain.mul(scope.create((float) l2)));
            }
        }
    }

    private static double norm(Iterable<NDArray> gradients) {
        NDList norms = new NDList();
        gradients.forEach(gradient -> norms.add(gradient.norm()));
        return NDArrays.stack(norms).norm().getFloat();
    }

    /** Views of the moments, named as in a {@link Checkpoint}. */
    SortedMap<String, HostTensor> moments() {
        SortedMap<String, HostTensor> moments = new TreeMap<>();
        slots.forEach((name, slot) -> {
            moments.put("adam.m." + name, Parameters.view(slot.mean()));
            moments.put("adam.v." + name, Parameters.view(slot.variance()));
        });
        return moments;
    }

    /** Goes on from a checkpoint's moments. */
    void restore(Checkpoint checkpoint) {
        SortedMap<String, HostTensor> means = checkpoint.part("adam.m.");
        SortedMap<String, HostTensor> variances = checkpoint.part("adam.v.");
        slots.replaceAll((name, slot) -> {
            slot.close();
            return WeightSlot.of(
                    manager,
                    weights.get(name),
                    Parameters.copy(manager, CheckpointMismatch.required(means, name)),
                    Parameters.copy(manager, CheckpointMismatch.required(variances, name)));
        });
        steps = checkpoint.state().optimiserSteps();
    }

    @Override
    public void close() {
        List<Phase.Group> groups = phase.groups();
        groups.forEach(group -> group.names().forEach(name -> weights.renew(name, false)));
        threads.close();
        manager.close();
    }
}

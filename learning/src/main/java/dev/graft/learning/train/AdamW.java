package dev.graft.learning.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Parameters;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * AdamW (Loshchilov and Hutter, ICLR 2019) over the weights of a phase, with clipping of the global gradient.
 *
 * <p>Choices: β = (0.9, 0.999), ε = 1e-8 added to the uncorrected root of the second moment, as in the efficient form
 * of Kingma and Ba; biases and layer norms do not decay. The moments belong to the optimiser and are freed with it.
 */
final class AdamW implements AutoCloseable {

    static final double BETA1 = 0.9;
    static final double BETA2 = 0.999;
    static final double EPSILON = 1e-8;

    private final Phase phase;
    private final double weightDecay;
    private final double clipNorm;
    private final NDManager manager;
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private int steps;

    /** A weight and its moments. */
    record Slot(NDArray weight, NDArray mean, NDArray variance) {}

    /** A step's learning rate, and the same with Adam's bias correction. */
    record Rates(double rate, double corrected) {}

    AdamW(NDManager parent, Parameters weights, Phase phase, double weightDecay, double clipNorm) {
        this.phase = phase;
        this.weightDecay = weightDecay;
        this.clipNorm = clipNorm;
        this.manager = parent.newSubManager();
        for (String name : phase.trainable()) {
            NDArray weight = weights.get(name);
            slots.put(name, new Slot(weight, manager.zeros(weight.getShape()), manager.zeros(weight.getShape())));
        }
    }

    int steps() {
        return steps;
    }

    /** Moves every weight against its gradient and sets the gradient to zero. */
    void step(NDManager scope, double scheduleFactor) {
        NDList gradients = new NDList();
        NDList norms = new NDList();
        for (Slot slot : slots.values()) {
            NDArray gradient = slot.weight().getGradient();
            gradient.attach(scope);
            gradients.add(gradient);
            norms.add(gradient.norm());
        }
        double norm = NDArrays.stack(norms).norm().getFloat();
        if (!Double.isFinite(norm)) {
            throw new TrainingDiverged("The gradient is no number", phase, steps);
        }
        double scale = clipNorm > 0 && norm > clipNorm ? clipNorm / norm : 1;
        steps++;
        double correction = Math.sqrt(1 - Math.pow(BETA2, steps)) / (1 - Math.pow(BETA1, steps));
        Iterator<NDArray> inOrder = gradients.iterator();
        slots.forEach((name, slot) -> {
            double rate = phase.rate(name) * scheduleFactor;
            Rates rates = new Rates(rate, rate * correction);
            Autograd.adamW(slot, inOrder.next(), rates, decays(name) ? weightDecay : 0, scale);
        });
    }

    static boolean decays(String name) {
        return !name.endsWith(".bias") && !name.contains("LayerNorm");
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
            slot.mean().close();
            slot.variance().close();
            return new Slot(
                    slot.weight(),
                    Parameters.copy(manager, CheckpointMismatch.required(means, name)),
                    Parameters.copy(manager, CheckpointMismatch.required(variances, name)));
        });
        steps = checkpoint.state().optimiserSteps();
    }

    @Override
    public void close() {
        manager.close();
    }
}

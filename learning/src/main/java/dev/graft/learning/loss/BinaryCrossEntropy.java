package dev.graft.learning.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Activation;
import java.nio.FloatBuffer;

/**
 * Binary cross-entropy over the sigmoid of every logit, in nats, mean over rows and outputs, as PyTorch's
 * {@code BCEWithLogitsLoss} with {@code pos_weight}: −w·t·log σ(x) − (1 − t)·log σ(−x), with −log σ(x) as softplus(−x).
 * Smoothing moves t to t·(1 − ε) + ε/2. With γ above 0 the two terms are multiplied by (1 − σ(x))^γ and σ(x)^γ.
 */
final class BinaryCrossEntropy implements Loss {

    private final Truth.Labels truth;
    private final double[] positiveWeights;
    private final double smoothing;
    private final double gamma;

    BinaryCrossEntropy(Truth.Labels truth, double[] positiveWeights, double smoothing, double gamma) {
        this.truth = truth;
        this.positiveWeights = positiveWeights.clone();
        this.smoothing = smoothing;
        this.gamma = gamma;
    }

    @Override
    public NDArray of(NDArray logits, int[] rows, double total) {
        NDArray missed = Activation.softPlus(logits.neg()); // -log σ(x)
        NDArray invented = Activation.softPlus(logits); // -log σ(-x)
        NDArray present = shares(logits, rows, total, true);
        NDArray absent = shares(logits, rows, total, false);
        if (gamma == 0) {
            return missed.mul(present).add(invented.mul(absent)).sum();
        }
        NDArray positives = missed.mul(present).mul(focus(invented));
        return positives.add(invented.mul(absent).mul(focus(missed))).sum();
    }

    @Override
    public double total(int... batch) {
        return (double) batch.length * truth.outputs();
    }

    /** The other answer's probability to the power of γ, from its −log of being right: 1 − σ(x) = σ(−x). */
    private NDArray focus(NDArray negativeLog) {
        NDManager manager = negativeLog.getManager();
        return negativeLog.mul(manager.create((float) -gamma)).exp();
    }

    private NDArray shares(NDArray logits, int[] rows, double total, boolean presence) {
        int outputs = truth.outputs();
        FloatBuffer shares = FloatBuffer.allocate(rows.length * outputs);
        for (int row : rows) {
            for (int c = 0; c < outputs; c++) {
                double target = truth.target(row, c) * (1 - smoothing) + smoothing / 2;
                shares.put((float) ((presence ? positiveWeights[c] * target : 1 - target) / total));
            }
        }
        return logits.getManager().create(shares.flip(), logits.getShape());
    }
}

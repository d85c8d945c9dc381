package dev.graft.learning.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.FloatBuffer;

/**
 * Cross-entropy over the softmax of the logits, in nats, with class weights and label smoothing exactly as PyTorch's
 * {@code CrossEntropyLoss} defines them: class c of row i with class y has the target w_c·((1 − ε)·[c = y] + ε/C), and
 * the batch's sum is divided by Σ w_y. With γ above 0 each term is multiplied by (1 − p_c)^γ, which for ε = 0 is the
 * focal loss of Lin et al. (ICCV 2017).
 */
final class CrossEntropy implements Loss {

    private final Truth.Classes truth;
    private final double[] weights;
    private final double smoothing;
    private final double gamma;

    CrossEntropy(Truth.Classes truth, double[] weights, double smoothing, double gamma) {
        this.truth = truth;
        this.weights = weights.clone();
        this.smoothing = smoothing;
        this.gamma = gamma;
    }

    @Override
    public NDArray of(NDArray logits, int[] rows, double total) {
        NDManager manager = logits.getManager();
        NDArray logProbabilities = logits.logSoftmax(1);
        NDArray terms = logProbabilities.mul(negativeTargets(logits, rows, total));
        if (gamma == 0) {
            return terms.sum();
        }
        NDArray wrong = manager.create(1f).sub(logProbabilities.exp());
        return terms.mul(wrong.pow(manager.create((float) gamma))).sum();
    }

    @Override
    public double total(int... batch) {
        double total = 0;
        for (int row : batch) {
            total += weights[truth.classes()[row]];
        }
        return total;
    }

    private NDArray negativeTargets(NDArray logits, int[] rows, double total) {
        int outputs = truth.outputs();
        FloatBuffer targets = FloatBuffer.allocate(rows.length * outputs);
        double spread = smoothing / outputs;
        for (int row : rows) {
            for (int c = 0; c < outputs; c++) {
                double share = truth.target(row, c) * (1 - smoothing) + spread;
                targets.put((float) (-weights[c] * share / total));
            }
        }
        return logits.getManager().create(targets.flip(), logits.getShape());
    }
}

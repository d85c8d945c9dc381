package dev.graft.learning.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.FloatBuffer;

/**
 * The error d of numbers, mean over rows and outputs, as PyTorch's {@code MSELoss}: d²; with a δ above 0 as its
 * {@code HuberLoss}: d²/2 up to |d| = δ, δ·(|d| − δ/2) beyond.
 */
final class NumberError implements Loss {

    private final Truth.Numbers truth;
    private final double delta;

    NumberError(Truth.Numbers truth, double delta) {
        this.truth = truth;
        this.delta = delta;
    }

    @Override
    public NDArray of(NDArray logits, int[] rows, double total) {
        NDManager manager = logits.getManager();
        NDArray scale = manager.create((float) (1 / total));
        NDArray error = logits.sub(targets(logits, rows));
        if (delta == 0) {
            return error.mul(error).sum().mul(scale);
        }
        NDArray size = error.abs();
        NDArray bounded = size.minimum(manager.create((float) delta));
        NDArray half = manager.create(0.5f);
        return bounded.mul(size.sub(bounded.mul(half))).sum().mul(scale);
    }

    @Override
    public double total(int... batch) {
        return (double) batch.length * truth.outputs();
    }

    private NDArray targets(NDArray logits, int... rows) {
        FloatBuffer targets = FloatBuffer.allocate(rows.length * truth.outputs());
        for (int row : rows) {
            for (int c = 0; c < truth.outputs(); c++) {
                targets.put((float) truth.target(row, c));
            }
        }
        return logits.getManager().create(targets.flip(), logits.getShape());
    }
}

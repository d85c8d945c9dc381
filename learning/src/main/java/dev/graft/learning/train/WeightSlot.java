package dev.graft.learning.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.graft.learning.device.GradMode;
import java.util.ArrayList;
import java.util.List;

/**
 * A weight's moments, and on the CPU views of weight and moments in parts of at most {@value #PART} numbers (a whole row
 * at least): they stay in a core's cache over the passes of an update, and are just too small for the engine to share
 * among its threads, whose waking would cost more than the work.
 *
 * @param mean first moment, of the weight's shape
 * @param variance second moment
 * @param rows of the first axis in a part; 0 where the weight is one part
 * @param weightParts views of the weight's memory
 * @param meanParts views
 * @param varianceParts views
 */
record WeightSlot(NDArray mean, NDArray variance, long rows, NDList weightParts, NDList meanParts, NDList varianceParts)
        implements AutoCloseable {

    private static final long PART = (1 << 15) - 1;

    /** A slot that takes over the moments; its views belong to {@code manager}. */
    static WeightSlot of(NDManager manager, NDArray weight, NDArray mean, NDArray variance) {
        long size = weight.size();
        boolean whole = size <= PART || weight.getDevice().isGpu();
        long rows = whole ? 0 : Math.max(1, PART / (size / weight.getShape().get(0)));
        try (GradMode off = GradMode.off()) {
            return new WeightSlot(
                    mean,
                    variance,
                    rows,
                    parts(manager, weight, rows),
                    parts(manager, mean, rows),
                    parts(manager, variance, rows));
        }
    }

    /** Whether it is more than a vector, and so decays. */
    boolean isMatrix() {
        return mean.getShape().dimension() > 1;
    }

    /** One step of AdamW for each part, to be called in any order; the gradient's parts belong to {@code scope}. */
    List<Runnable> updates(NDManager scope, NDArray gradient, AdamW.Rates rates, double weightDecay, double scale) {
        NDList gradients = parts(scope, gradient, rows);
        List<Runnable> updates = new ArrayList<>();
        for (int i = 0; i < gradients.size(); i++) {
            NDArray weight = weightParts.get(i);
            NDArray part = gradients.get(i);
            NDArray first = meanParts.get(i);
            NDArray second = varianceParts.get(i);
            updates.add(() -> Autograd.adamW(weight, part, first, second, rates, weightDecay, scale));
        }
        return updates;
    }

    @Override
    public void close() {
        weightParts.close();
        meanParts.close();
        varianceParts.close();
        mean.close();
        variance.close();
    }

    private static NDList parts(NDManager owner, NDArray whole, long rows) {
        NDList parts = rows == 0 ? new NDList(whole.stopGradient()) : Autograd.views(whole, rows);
        parts.attach(owner);
        return parts;
    }
}

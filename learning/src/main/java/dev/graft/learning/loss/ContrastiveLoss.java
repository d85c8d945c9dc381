package dev.graft.learning.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.graft.learning.strategy.Contrast;

/**
 * How far the features of rows with one label are from each other, and those of different labels close. All pairs of a
 * batch count. B rows, E features, s_ij the cosine of two rows' features.
 *
 * <p>{@link Contrast.Objective#CONTRASTIVE}: the supervised contrastive loss (Khosla et al., NeurIPS 2020, L_out): the
 * mean over rows i and their partners p of −log(exp(s_ip/τ) / Σ_{a≠i} exp(s_ia/τ)). {@link Contrast.Objective#COSINE}:
 * the mean of (s_ij − 1)² over pairs of one label and that of s_ij² over the other pairs, half of each (the loss of
 * SetFit, Tunstall et al. 2022, with as much weight on partners as on others).
 */
public final class ContrastiveLoss {

    private static final float MASKED = -1e9f;

    private final Contrast contrast;

    public ContrastiveLoss(Contrast contrast) {
        this.contrast = contrast;
    }

    /** The loss of pooled features (B, E) as a scalar; 0 where no row has a partner. */
    public NDArray of(NDArray pooled, int... classes) {
        NDArray cosines = cosines(pooled);
        return contrast.objective() == Contrast.Objective.COSINE
                ? squaredError(cosines, classes)
                : contrastive(cosines, classes);
    }

    private static NDArray cosines(NDArray pooled) {
        NDManager manager = pooled.getManager();
        NDArray squares = pooled.mul(pooled).sum(new int[] {1}, true);
        NDArray unit = pooled.div(squares.add(manager.create(1e-12f)).sqrt());
        return unit.matMul(unit.transpose()); // (B, B)
    }

    private NDArray contrastive(NDArray cosines, int... classes) {
        NDManager manager = cosines.getManager();
        NDArray others = matrix(manager, classes.length, (i, j) -> i == j ? MASKED : 0);
        NDArray temperature = manager.create((float) (1 / contrast.temperature()));
        int anchors = 0;
        for (int i = 0; i < classes.length; i++) {
            anchors += partners(classes, i) > 0 ? 1 : 0;
        }
        float share = -1f / Math.max(1, anchors);
        NDArray weights =
                matrix(manager, classes.length, (i, j) -> isPair(classes, i, j) ? share / partners(classes, i) : 0);
        return cosines.mul(temperature).add(others).logSoftmax(1).mul(weights).sum();
    }

    private static NDArray squaredError(NDArray cosines, int... classes) {
        NDManager manager = cosines.getManager();
        int same = 0;
        for (int i = 0; i < classes.length; i++) {
            same += partners(classes, i);
        }
        int different = classes.length * (classes.length - 1) - same;
        float ofSame = same == 0 ? 0 : (different == 0 ? 1f : 0.5f) / same;
        float ofDifferent = different == 0 ? 0 : (same == 0 ? 1f : 0.5f) / different;
        NDArray targets = matrix(manager, classes.length, (i, j) -> isPair(classes, i, j) ? 1 : 0);
        NDArray weights =
                matrix(manager, classes.length, (i, j) -> i == j ? 0 : isPair(classes, i, j) ? ofSame : ofDifferent);
        NDArray error = cosines.sub(targets);
        return error.mul(error).mul(weights).sum();
    }

    private static boolean isPair(int[] classes, int i, int j) {
        return i != j && classes[i] == classes[j];
    }

    private static int partners(int[] classes, int i) {
        int count = 0;
        for (int j = 0; j < classes.length; j++) {
            count += isPair(classes, i, j) ? 1 : 0;
        }
        return count;
    }

    /** What stands at a place of a matrix. */
    @FunctionalInterface
    private interface Entry {
        float at(int i, int j);
    }

    private static NDArray matrix(NDManager manager, int size, Entry entry) {
        float[] values = new float[size * size];
        for (int i = 0; i < values.length; i++) {
            values[i] = entry.at(i / size, i % size);
        }
        return manager.create(values, new Shape(size, size));
    }
}

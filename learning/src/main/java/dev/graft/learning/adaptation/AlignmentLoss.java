package dev.graft.learning.adaptation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * What an {@link Alignment} adds to a step's loss. Every scalar is an array of the step's, as the engine keeps a pointer to what it
 * multiplied with until the backward pass.
 */
final class AlignmentLoss {

    private static final double[] WIDTHS = {0.25, 0.5, 1, 2, 4};

    private final NDManager scope;
    private final NetworkWeights weights;
    private final Alignment alignment;

    AlignmentLoss(NDManager scope, NetworkWeights weights, Alignment alignment) {
        this.scope = scope;
        this.weights = weights;
        this.alignment = alignment;
    }

    /**
     * The alignment of hidden features {@code (rows, hidden)} of either domain.
     *
     * @param weight of what the features learn; the classifier of domains learns with 1
     */
    NDArray of(NDArray source, NDArray target, double weight) {
        return switch (alignment) {
            case NONE -> scalar(0);
            case ADVERSARIAL, ADVERSARIAL_CODES -> adversarial(source, target, weight);
            case CORRELATION -> correlation(source, target).mul(scalar(weight));
            case DISCREPANCY -> discrepancy(source, target).mul(scalar(weight));
        };
    }

    /** The mean squared error of restoring rows from their codes. */
    NDArray restored(NDArray codes, NDArray rows) {
        NDArray off = weights.restored(codes).sub(rows);
        return off.mul(off).mean();
    }

    private NDArray adversarial(NDArray source, NDArray target, double weight) {
        int rows = (int) source.getShape().get(0);
        NDArray both = NDArrays.concat(new NDList(source, target), 0);
        // forward the identity, backward -weight
        NDArray reversed = both.mul(scalar(-weight)).add(both.stopGradient().mul(scalar(1 + weight)));
        float[] wanted = new float[4 * rows];
        for (int row = 0; row < 2 * rows; row++) {
            wanted[2 * row + (row < rows ? 0 : 1)] = -1f / (2 * rows);
        }
        NDArray chosen = scope.create(wanted, new Shape(2L * rows, 2));
        return weights.domains(reversed).logSoftmax(-1).mul(chosen).sum();
    }

    private NDArray correlation(NDArray source, NDArray target) {
        NDArray off = covariance(source).sub(covariance(target));
        long width = source.getShape().get(1);
        return off.mul(off).sum().mul(scalar(1.0 / (4.0 * width * width)));
    }

    private NDArray covariance(NDArray features) {
        NDArray centred = features.sub(features.mean(new int[] {0}, true));
        long rows = features.getShape().get(0);
        return centred.transpose().matMul(centred).mul(scalar(1.0 / (rows - 1)));
    }

    private NDArray discrepancy(NDArray source, NDArray target) {
        int rows = (int) source.getShape().get(0);
        NDArray all = NDArrays.concat(new NDList(source, target), 0);
        NDArray lengths = all.mul(all).sum(new int[] {1}, true);
        NDArray distances =
                lengths.add(lengths.transpose()).sub(all.matMul(all.transpose()).mul(scalar(2)));
        double mean = Math.max(1e-12, distances.stopGradient().mean().getFloat());
        float[] signs = new float[4 * rows * rows];
        for (int i = 0; i < 2 * rows; i++) {
            for (int j = 0; j < 2 * rows; j++) {
                signs[i * 2 * rows + j] = ((i < rows) == (j < rows) ? 1f : -1f) / (rows * rows);
            }
        }
        NDArray signed = scope.create(signs, new Shape(2L * rows, 2L * rows));
        NDArray sum = scalar(0);
        for (double width : WIDTHS) {
            sum = sum.add(
                    distances.mul(scalar(-1 / (width * mean))).exp().mul(signed).sum());
        }
        return sum;
    }

    private NDArray scalar(double value) {
        return scope.create((float) value);
    }
}

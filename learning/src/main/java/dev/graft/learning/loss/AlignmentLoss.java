package dev.graft.learning.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.graft.learning.strategy.Alignment;
import java.util.function.UnaryOperator;

/**
 * How far the features of two domains are from each other, as an {@link Alignment} measures it. The domains need not have as many
 * rows: either counts as a whole.
 *
 * <p>Every scalar is an array of the step's, as the engine keeps a pointer to what it multiplied with until the backward pass.
 */
public final class AlignmentLoss {

    private static final double[] WIDTHS = {0.25, 0.5, 1, 2, 4};

    /** Distances below this share of the rows' squared lengths are rounding alone. */
    private static final double ROUNDING = 1e-5;

    private final NDManager scope;
    private final Alignment alignment;
    private final UnaryOperator<NDArray> domains;

    /**
     * @param scope owns everything on the way
     * @param domains of features (rows, width) the logits (rows, 2) of source and target; asked by adversarial alignments only
     */
    public AlignmentLoss(NDManager scope, Alignment alignment, UnaryOperator<NDArray> domains) {
        this.scope = scope;
        this.alignment = alignment;
        this.domains = domains;
    }

    /** The weight of an alignment when {@code share} of the training is done, as a share of its last one (DANN's schedule). */
    public static double ramp(double share) {
        return 2 / (1 + Math.exp(-10 * share)) - 1;
    }

    /**
     * The alignment of features (rows, width) of either domain; a covariance takes at least two rows of each.
     *
     * @param weight of what the features learn; the classifier of domains learns with 1
     */
    public NDArray of(NDArray source, NDArray target, double weight) {
        return switch (alignment) {
            case NONE -> scalar(0);
            case ADVERSARIAL, ADVERSARIAL_CODES -> adversarial(source, target, weight);
            case CORRELATION -> correlation(source, target).mul(scalar(weight));
            case DISCREPANCY -> discrepancy(source, target).mul(scalar(weight));
        };
    }

    private NDArray adversarial(NDArray source, NDArray target, double weight) {
        int sources = rows(source);
        int targets = rows(target);
        NDArray both = NDArrays.concat(new NDList(source, target), 0);
        // forward the identity, backward -weight
        NDArray reversed = both.mul(scalar(-weight)).add(both.stopGradient().mul(scalar(1 + weight)));
        float[] wanted = new float[2 * (sources + targets)];
        for (int row = 0; row < sources + targets; row++) {
            boolean isSource = row < sources;
            wanted[2 * row + (isSource ? 0 : 1)] = -0.5f / (isSource ? sources : targets);
        }
        NDArray chosen = scope.create(wanted, new Shape(sources + targets, 2));
        return domains.apply(reversed).logSoftmax(-1).mul(chosen).sum();
    }

    private NDArray correlation(NDArray source, NDArray target) {
        NDArray off = covariance(source).sub(covariance(target));
        long width = source.getShape().get(1);
        return off.mul(off).sum().mul(scalar(1.0 / (4.0 * width * width)));
    }

    private NDArray covariance(NDArray features) {
        NDArray centred = features.sub(features.mean(new int[] {0}, true));
        return centred.transpose().matMul(centred).mul(scalar(1.0 / (rows(features) - 1)));
    }

    private NDArray discrepancy(NDArray source, NDArray target) {
        int sources = rows(source);
        int all = sources + rows(target);
        NDArray both = NDArrays.concat(new NDList(source, target), 0);
        NDArray lengths = both.mul(both).sum(new int[] {1}, true);
        NDArray distances = lengths.add(lengths.transpose())
                .sub(both.matMul(both.transpose()).mul(scalar(2)))
                .maximum(scalar(0));
        double mean = Math.max(
                distances.stopGradient().mean().getFloat(),
                Math.max(1e-12, ROUNDING * lengths.stopGradient().mean().getFloat()));
        float[] shares = new float[all * all];
        for (int i = 0; i < all; i++) {
            for (int j = 0; j < all; j++) {
                shares[i * all + j] = (float) (share(i, sources, all) * share(j, sources, all));
            }
        }
        NDArray signed = scope.create(shares, new Shape(all, all));
        NDArray sum = scalar(0);
        for (double width : WIDTHS) {
            sum = sum.add(
                    distances.mul(scalar(-1 / (width * mean))).exp().mul(signed).sum());
        }
        return sum;
    }

    private static double share(int row, int sources, int all) {
        return row < sources ? 1.0 / sources : -1.0 / (all - sources);
    }

    private static int rows(NDArray features) {
        return (int) features.getShape().get(0);
    }

    private NDArray scalar(double value) {
        return scope.create((float) value);
    }
}

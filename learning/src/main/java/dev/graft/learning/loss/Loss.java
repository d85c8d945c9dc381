package dev.graft.learning.loss;

import ai.djl.ndarray.NDArray;
import dev.graft.learning.strategy.LossOptions;

/**
 * How far the logits of rows are from the truth. C outputs.
 *
 * <p>Every scalar on the way belongs to the manager of the logits and lives until that is closed, because automatic
 * differentiation reads it later than the call that made it.
 */
public sealed interface Loss permits CrossEntropy, BinaryCrossEntropy, NumberError {

    /**
     * The loss of a few rows of a batch as a scalar. Summed over the parts of a batch, it is the batch's loss.
     *
     * @param logits of the rows (rows, C)
     * @param rows their numbers in the truth
     * @param total {@link #total} of the whole batch
     */
    NDArray of(NDArray logits, int[] rows, double total);

    /** What the sum over a batch's rows is divided by: the number of rows, or the sum of their weights. */
    double total(int... batch);

    /**
     * The loss for a truth.
     *
     * @param weights of each output, as {@link OutputWeights} gives them
     * @param smoothing share of the target that is spread: over all classes, or between a label's presence and absence
     */
    static Loss of(Truth truth, double[] weights, double smoothing, LossOptions options) {
        if (truth instanceof Truth.Classes classes) {
            return new CrossEntropy(classes, weights, smoothing, options.focalGamma());
        }
        if (truth instanceof Truth.Labels labels) {
            return new BinaryCrossEntropy(labels, weights, smoothing, options.focalGamma());
        }
        return new NumberError((Truth.Numbers) truth, options.huberDelta());
    }
}

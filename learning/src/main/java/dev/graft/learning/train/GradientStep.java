package dev.graft.learning.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.graft.learning.loss.Loss;
import java.util.Arrays;

/**
 * Forward and backward through a batch, in micro-batches where it is too large for the memory: their gradients add up to
 * the batch's.
 */
final class GradientStep {

    /** Far above any loss that still falls. */
    private static final double HOPELESS_LOSS = 1e4;

    private final TrainingSession session;
    private final Phase phase;
    private final Loss loss;
    private final float dropout;

    GradientStep(TrainingSession session, Phase phase) {
        this.session = session;
        this.phase = phase;
        this.loss = session.loss;
        this.dropout = (float) session.hyper.dropout();
    }

    /**
     * Adds the batch's gradient to every weight that learns.
     *
     * @param features of the rows in this pass
     * @param rowsAtOnce rows of a micro-batch
     * @param epoch of the phase, from 0
     * @param step number of the optimiser's step, for messages
     * @return the batch's loss
     */
    double accumulate(RowFeatures features, int[] batch, int rowsAtOnce, int epoch, int step) {
        StageDropout below = new StageDropout(dropout, phase.lowestStage(epoch));
        double total = loss.total(batch);
        double value = 0;
        for (int start = 0; start < batch.length; start += rowsAtOnce) {
            StopRequested.check(session.stop);
            int[] rows = Arrays.copyOfRange(batch, start, Math.min(batch.length, start + rowsAtOnce));
            try (NDManager scope = session.manager.newSubManager()) {
                NDArray logits = session.head.logits(features.pooled(scope, rows, below), dropout);
                NDArray part = loss.of(logits, rows, total);
                value += part.getFloat();
                if (!(value < HOPELESS_LOSS)) {
                    throw new TrainingDiverged("The loss is " + value, phase, step);
                }
                Autograd.backward(part);
            }
        }
        return value;
    }
}

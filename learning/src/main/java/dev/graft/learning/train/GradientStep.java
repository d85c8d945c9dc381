package dev.graft.learning.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.graft.learning.loss.ContrastiveLoss;
import dev.graft.learning.loss.Loss;
import dev.graft.learning.strategy.TransferStrategy.FewShot;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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
    private final @Nullable ContrastiveLoss contrast;
    private final @Nullable TargetDomain target;
    private final int steps;
    private final float dropout;

    /** @param steps of the whole phase */
    GradientStep(TrainingSession session, Phase phase, int steps) {
        this.session = session;
        this.phase = phase;
        this.loss = session.loss;
        this.contrast = phase.name() == PhaseName.CONTRAST && session.settings.strategy() instanceof FewShot few
                ? new ContrastiveLoss(few.contrast())
                : null;
        this.target = phase.name() == PhaseName.ADAPT ? session.target : null;
        this.steps = steps;
        this.dropout = (float) session.hyper.dropout();
    }

    /**
     * Adds the batch's gradient to every weight that learns.
     *
     * @param features of the rows in this pass
     * @param rowsAtOnce rows of a micro-batch; contrastive learning sees only pairs within one, and an alignment only their
     *     distribution, so both learn less from smaller ones
     * @param epoch of the phase, from 0
     * @param step number of the optimiser's step, for messages
     * @return the batch's loss
     */
    double accumulate(RowFeatures features, int[] batch, int rowsAtOnce, int epoch, int step) {
        StageDropout below = new StageDropout(dropout, phase.lowestStage(epoch));
        int atOnce = contrast == null ? rowsAtOnce : Math.max(2, rowsAtOnce - rowsAtOnce % 2);
        double value = 0;
        for (int start = 0; start < batch.length; start += atOnce) {
            StopRequested.check(session.stop);
            Part part = new Part(batch, start, Math.min(batch.length, start + atOnce));
            try (NDManager scope = session.manager.newSubManager()) {
                NDArray loss = loss(scope, features, part, below, step);
                value += loss.getFloat();
                if (!(value < HOPELESS_LOSS)) {
                    throw new TrainingDiverged("The loss is " + value, phase, step);
                }
                Autograd.backward(loss);
            }
        }
        return value;
    }

    /** The rows of a batch from {@code start} to before {@code end}. */
    @SuppressWarnings("ArrayRecordComponent") // Lives as long as a loop's turn, and is compared by nobody.
    record Part(int[] batch, int start, int end) {
        int size() {
            return end - start;
        }

        int[] rows() {
            return Arrays.copyOfRange(batch, start, end);
        }
    }

    private NDArray loss(NDManager scope, RowFeatures features, Part part, StageDropout below, int step) {
        if (features instanceof ImitatedRows<?> imitated) {
            return imitated.loss(scope, part.rows(), part.batch());
        }
        NDArray pooled = features.pooled(scope, part.rows(), below);
        NDArray answered = loss(pooled, part.rows(), part.batch());
        return target == null
                ? answered
                : answered.add(target.loss(features, pooled, below, part, new TargetDomain.Step(phase, step, steps)));
    }

    /** The loss of some of a batch's rows. */
    private NDArray loss(NDArray pooled, int[] rows, int... batch) {
        ContrastiveLoss pairs = contrast;
        if (pairs == null) {
            return loss.of(session.head.logits(pooled, dropout), rows, loss.total(batch));
        }
        NDArray share = pooled.getManager().create((float) rows.length / batch.length);
        return pairs.of(
                        pooled,
                        Arrays.stream(rows).map(row -> session.classes()[row]).toArray())
                .mul(share);
    }
}

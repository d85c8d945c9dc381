package dev.graft.learning.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.graft.learning.loss.AlignmentLoss;
import dev.graft.learning.model.ClassifierConfig;
import dev.graft.learning.strategy.TransferStrategy.DomainAdaptation;
import dev.graft.learning.tensor.Parameters;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows without labels that a domain adaptation is for, and what brings the labelled rows' features and theirs together.
 * Each step reads a batch of either; the smaller side begins again, in another order, as often as it must.
 */
final class TargetDomain {

    private static final int LEAST_ROWS = 2;

    private final DomainAdaptation strategy;
    private final RowSplit split;
    private final Seeds seeds;
    private final @Nullable DomainClassifier classifier;
    private List<int[]> batches = List.of();
    private int turn = -1;

    /**
     * @param weights receive those of a classifier of domains, where the alignment has one
     * @throws IllegalArgumentException where there are fewer than two rows without labels
     */
    TargetDomain(Parameters weights, DomainAdaptation strategy, RowSplit split, Seeds seeds) {
        if (split.unlabelled() < LEAST_ROWS) {
            throw new IllegalArgumentException("a domain adaptation needs at least " + LEAST_ROWS
                    + " training rows without labels, of the domain that it is for; there are " + split.unlabelled());
        }
        this.strategy = strategy;
        this.split = split;
        this.seeds = seeds;
        int features =
                (int) weights.get(ClassifierConfig.HEAD_WEIGHT).getShape().get(1);
        this.classifier =
                strategy.alignment().isAdversarial() ? new DomainClassifier(weights, features, seeds.domains()) : null;
    }

    /** A step of a phase that has so many. */
    record Step(Phase phase, int number, int steps) {}

    /**
     * What the alignment adds to the loss of a part of a batch; summed over the parts it is the mean of what the parts are, since
     * rows are compared within one only.
     *
     * @param features of all rows in this pass
     * @param source pooled features of the part's rows
     */
    NDArray loss(RowFeatures features, NDArray source, StageDropout dropout, GradientStep.Part part, Step step) {
        NDManager scope = source.getManager();
        int[] batch = batch(features, step);
        int whole = part.batch().length;
        int[] rows = Arrays.copyOfRange(batch, part.start() * batch.length / whole, part.end() * batch.length / whole);
        if (rows.length < LEAST_ROWS || part.size() < LEAST_ROWS) {
            return scope.create(0f);
        }
        NDArray target = features.pooled(scope, rows, dropout);
        double weight = strategy.alignmentWeight() * AlignmentLoss.ramp((double) step.number() / step.steps());
        return new AlignmentLoss(scope, strategy.alignment(), this::domains)
                .of(source, target, weight)
                .mul(scope.create((float) part.size() / whole));
    }

    private NDArray domains(NDArray features) {
        return Objects.requireNonNull(classifier).logits(features);
    }

    /** The batch of a step, the same whenever it is asked for. */
    private int[] batch(RowFeatures features, Step step) {
        int size = step.phase().batchSize();
        int inTurn = (split.unlabelled() + size - 1) / size;
        int wanted = step.number() / inTurn;
        if (wanted != turn) {
            int[] rows = IntStream.range(split.labelled(), split.rows()).toArray();
            batches = PassOrder.batches(
                    rows, size, features::length, seeds.targets(step.phase().number(), wanted));
            turn = wanted;
        }
        return batches.get(step.number() % inTurn);
    }
}

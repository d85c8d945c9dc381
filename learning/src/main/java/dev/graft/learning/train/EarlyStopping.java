package dev.graft.learning.train;

import dev.graft.learning.strategy.HyperParameters;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.learning.strategy.TransferStrategy.DomainAdaptation;
import dev.graft.learning.strategy.ValidationMetric;

/**
 * Watches the validation metric: an epoch is better if its metric rose by more than the minimum change, or if it is not
 * lower and the loss fell. After {@code patience} epochs that are not better, training should stop.
 *
 * <p>Of a domain adaptation each epoch is better than those before: the rows that could be watched say nothing about the domain
 * that it is for.
 */
final class EarlyStopping {

    private final ValidationMetric metric;
    private final double minChange;
    private final int patience;
    private final boolean lastIsBest;
    private int best;
    private double bestScore = Double.NEGATIVE_INFINITY;
    private double bestLoss = Double.POSITIVE_INFINITY;
    private int last;

    EarlyStopping(TransferStrategy strategy) {
        HyperParameters hyper = strategy.hyperParameters();
        this.metric = hyper.metric();
        this.minChange = hyper.minChange();
        this.patience = hyper.patience();
        this.lastIsBest = strategy instanceof DomainAdaptation;
    }

    /** Takes in the next epoch; true if it is the best so far. */
    boolean observe(Validation validation) {
        last++;
        double score = score(validation);
        boolean tieBroken = metric != ValidationMetric.LOSS && score >= bestScore && validation.loss() < bestLoss;
        boolean better = lastIsBest || best == 0 || score > bestScore + minChange || tieBroken;
        if (better) {
            best = last;
            bestScore = score;
            bestLoss = validation.loss();
        }
        return better;
    }

    /** The best epoch, from 1; 0 before the first. */
    int bestEpoch() {
        return best;
    }

    /** Whether patience is at its end. */
    boolean exhausted() {
        return last - best >= patience;
    }

    private double score(Validation validation) {
        return switch (metric) {
            case MACRO_F1 -> validation.macroF1();
            case ACCURACY -> validation.accuracy();
            case LOSS -> -validation.loss();
        };
    }
}

package dev.graft.learning.gate;

import java.util.List;

/**
 * The rule that ends a run whose validation curve cannot reach the champion's score any more. The idea of ending
 * runs by extrapolating their learning curve is that of Domhan, Springenberg and Hutter, "Speeding Up Automatic
 * Hyperparameter Optimization of Deep Neural Networks by Extrapolation of Learning Curves" (2015); in place of
 * their mixture of curve models there is one {@linkplain OptimisticBound optimistic bound}, which never lies
 * below the asymptote of a curve that rises by geometrically shrinking gains. The bound looks beyond the planned
 * epochs on purpose: being slow is no reason to stop, being flat below the champion is.
 *
 * @param minimumEpochs epochs before which no run is stopped, at least 3 (two gains are needed to see them shrink)
 * @param margin how far below the champion the bound must lie, in [0, 1]: validation rows are a sample
 */
public record HopelessRunRule(int minimumEpochs, double margin) {

    /** Throws {@link IllegalArgumentException} if a setting is out of range. */
    public HopelessRunRule {
        if (minimumEpochs < 3) {
            throw new IllegalArgumentException("minimumEpochs is at least 3, but is " + minimumEpochs);
        }
        requireShare("margin", margin);
    }

    /** At least 3 epochs, and a bound 0.02 below the champion. */
    public static HopelessRunRule defaults() {
        return new HopelessRunRule(3, 0.02);
    }

    /**
     * Decides after an epoch. A run with no epoch left is never stopped: it ends by itself.
     *
     * @param championScore the champion's score in [0, 1] on the same validation rows
     * @param scores the run's score in [0, 1] after each epoch so far, in order
     * @param plannedEpochs epochs the run may take in all
     * @param patience epochs without gain after which the run stops itself, at least 1; gains that recent still
     *     count as what the run is able to
     * @throws IllegalArgumentException if a score is not in [0, 1] (NaN included) or patience is below 1
     */
    public HopelessRunDecision decide(double championScore, List<Double> scores, int plannedEpochs, int patience) {
        requireShare("the champion's score", championScore);
        scores.forEach(score -> requireShare("a validation score", score));
        if (patience < 1) {
            throw new IllegalArgumentException("patience is at least 1, but is " + patience);
        }
        if (scores.size() < minimumEpochs || scores.size() >= plannedEpochs) {
            return new HopelessRunDecision.Continue();
        }
        double bound = OptimisticBound.of(scores, patience);
        if (bound >= championScore - margin) {
            return new HopelessRunDecision.Continue();
        }
        return new HopelessRunDecision.Stop(sentence(championScore, scores, plannedEpochs, bound), bound);
    }

    private static String sentence(double champion, List<Double> scores, int planned, double bound) {
        double best = scores.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        return "After %d of %d epochs the best validation score is %s and the curve allows %s at most, below the champion's %s."
                .formatted(scores.size(), planned, Words.score(best), Words.score(bound), Words.score(champion));
    }

    private static void requireShare(String name, double value) {
        // Written so that NaN fails too.
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " lies in [0, 1], but is " + value);
        }
    }
}

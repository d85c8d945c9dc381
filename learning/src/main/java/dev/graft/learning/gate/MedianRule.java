package dev.graft.learning.gate;

import java.util.Arrays;
import java.util.List;

/**
 * The rule that ends a run which lags behind its siblings: after an epoch its best score so far lies below the median of
 * the siblings' mean scores up to that epoch (the median stopping rule of Golovin et al., "Google Vizier", 2017). A run that
 * has reached the champion is never ended by it, however good its siblings are.
 *
 * @param fewestSiblings runs that must have come as far, at least 1
 * @param minimumEpochs epochs before which no run is stopped, at least 1
 * @param margin how far below the median, and below the champion, the best score must lie, in [0, 1]
 */
public record MedianRule(int fewestSiblings, int minimumEpochs, double margin) {

    /** Throws {@link IllegalArgumentException} if a setting is out of range. */
    public MedianRule {
        if (fewestSiblings < 1 || minimumEpochs < 1) {
            throw new IllegalArgumentException("a run has one sibling and one epoch at least");
        }
        requireShare("margin", margin);
    }

    /**
     * Decides after an epoch. A run with no epoch left is never stopped: it ends by itself.
     *
     * @param championScore the champion's score in [0, 1] on the same validation rows
     * @param scores the run's score in [0, 1] after each epoch so far, in order
     * @param siblings the scores of other runs of the task, each in order; those that have not come as far do not count
     * @param plannedEpochs epochs the run may take in all
     * @throws IllegalArgumentException if a score, a sibling's too, is not in [0, 1] (NaN included)
     */
    public HopelessRunDecision decide(
            double championScore, List<Double> scores, List<List<Double>> siblings, int plannedEpochs) {
        requireShare("the champion's score", championScore);
        scores.forEach(score -> requireShare("a validation score", score));
        siblings.forEach(sibling -> sibling.forEach(score -> requireShare("a sibling's score", score)));
        int epochs = scores.size();
        double[] means = siblings.stream()
                .filter(sibling -> sibling.size() >= epochs)
                .mapToDouble(sibling -> sibling.stream()
                        .limit(epochs)
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElse(0))
                .sorted()
                .toArray();
        if (epochs < minimumEpochs || epochs >= plannedEpochs || means.length < fewestSiblings) {
            return new HopelessRunDecision.Continue();
        }
        double best = scores.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        double median = median(means);
        if (best >= median - margin || best >= championScore - margin) {
            return new HopelessRunDecision.Continue();
        }
        String sentence =
                "After %d of %d epochs the best validation score is %s, below the champion's %s and below the median %s of %d sibling runs after as many epochs."
                        .formatted(
                                epochs,
                                plannedEpochs,
                                Words.score(best),
                                Words.score(championScore),
                                Words.score(median),
                                means.length);
        return new HopelessRunDecision.Stop(sentence, best);
    }

    private static double median(double[] ascending) {
        double[] middle = Arrays.copyOfRange(ascending, (ascending.length - 1) / 2, ascending.length / 2 + 1);
        return Arrays.stream(middle).average().orElse(0);
    }

    private static void requireShare(String name, double value) {
        // Written so that NaN fails too.
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " lies in [0, 1], but is " + value);
        }
    }
}

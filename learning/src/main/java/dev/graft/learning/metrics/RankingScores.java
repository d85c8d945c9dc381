package dev.graft.learning.metrics;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The ranking metrics of a classifier, each label against all others (one-vs-rest). Equal scikit-learn's
 * {@code roc_auc_score} and {@code average_precision_score} over the binarised truth, except that it refuses no rows,
 * for which this has no ROC AUC and an average precision of 0.
 *
 * @param perLabel in the labels' order; of two classes the second is the binary classifier's positive one
 * @param macro mean over all labels: no ROC AUC if one label has none, where scikit-learn has NaN
 * @param supportedMacro mean over the labels for which the rows define the metric
 * @param micro every pair of row and label is one answer
 * @param weighted mean over the labels, each as heavy as its rows
 */
public record RankingScores(
        List<LabelRanking> perLabel,
        RankingAverages macro,
        RankingAverages supportedMacro,
        RankingAverages micro,
        RankingAverages weighted) {

    /** An immutable value. */
    public RankingScores {
        perLabel = List.copyOf(perLabel);
    }

    /**
     * Ranks rows that have one label each.
     *
     * @param truth label indices {@code (rows)}
     * @param scores {@code (rows, labels)}, finite, higher for more likely: probabilities or logits
     * @param labels distinct names; the index in this list is the class
     * @throws IllegalArgumentException if shapes disagree, an index is out of range, or a score is not finite
     */
    public static RankingScores of(int[] truth, float[][] scores, List<String> labels) {
        boolean[][] has = new boolean[truth.length][labels.size()];
        for (int row = 0; row < truth.length; row++) {
            has[row][ConfusionMatrix.checked(truth[row], labels.size(), row)] = true;
        }
        return of(has, scores, labels);
    }

    /**
     * Ranks rows that have any number of labels each.
     *
     * @param truth {@code (rows, labels)}
     * @param scores {@code (rows, labels)}, finite, higher for more likely
     * @param labels distinct names
     * @throws IllegalArgumentException if shapes disagree or a score is not finite
     */
    public static RankingScores of(boolean[][] truth, float[][] scores, List<String> labels) {
        LabelTable.check(truth, labels, "true labels");
        if (scores.length != truth.length) {
            throw new IllegalArgumentException(
                    "%d rows of true labels but %d rows of scores".formatted(truth.length, scores.length));
        }
        if (new HashSet<>(labels).size() != labels.size()) {
            throw new IllegalArgumentException("a label is named twice in " + labels);
        }
        double[] flat = new double[truth.length * labels.size()];
        for (int row = 0; row < scores.length; row++) {
            LabelTable.checkRow(scores[row].length, row, labels, "scores");
            for (int column = 0; column < labels.size(); column++) {
                flat[column * truth.length + row] = scores[row][column];
            }
        }
        return ofColumns(LabelTable.columns(truth, labels.size()), flat, labels);
    }

    private static RankingScores ofColumns(boolean[] truth, double[] scores, List<String> labels) {
        int rows = labels.isEmpty() ? 0 : truth.length / labels.size();
        List<LabelRanking> each = IntStream.range(0, labels.size())
                .mapToObj(label -> LabelRanking.of(
                        labels.get(label),
                        Arrays.copyOfRange(truth, label * rows, (label + 1) * rows),
                        Arrays.copyOfRange(scores, label * rows, (label + 1) * rows)))
                .toList();
        LabelRanking all = LabelRanking.of("", truth, scores);
        return new RankingScores(
                each,
                RankingAverages.macro(each),
                RankingAverages.supported(each),
                new RankingAverages(all.rocAuc(), all.averagePrecision()),
                RankingAverages.bySupport(each));
    }
}

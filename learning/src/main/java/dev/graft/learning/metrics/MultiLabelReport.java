package dev.graft.learning.metrics;

import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Everything measured about a classifier that may give a row any number of labels, on one set of rows. Equal
 * scikit-learn's with {@code zero_division=0}.
 *
 * @param rows rows scored, at least 1
 * @param subsetAccuracy share of rows whose labels are all right, none missing and none too many
 * @param hammingLoss share of the single yes-or-no answers that are wrong; lower is better
 * @param macro mean over all labels, also those without a row (which score 0)
 * @param supportedMacro mean over the labels that have rows
 * @param micro every yes-or-no answer counts the same
 * @param weighted mean over the labels, each as heavy as its rows
 * @param samples mean over the rows of precision, recall and F1 of a row's labels; a row with no label, truly or as
 *     answered, scores 0
 * @param perLabel one score per label, in the labels' order
 * @param ranking what the probabilities are worth; null if only answers were given
 */
public record MultiLabelReport(
        int rows,
        double subsetAccuracy,
        double hammingLoss,
        Averages macro,
        Averages supportedMacro,
        Averages micro,
        Averages weighted,
        Averages samples,
        List<ClassScore> perLabel,
        @Nullable MultiLabelRanking ranking) {

    /** An immutable value. */
    public MultiLabelReport {
        perLabel = List.copyOf(perLabel);
    }

    /**
     * Scores probabilities; a row is answered with each label whose probability is at least the threshold.
     *
     * @param truth {@code (rows, labels)}
     * @param probabilities {@code (rows, labels)}, each finite; they need not sum to 1
     * @param threshold usually 0.5
     * @param labels distinct names, at least one
     * @throws IllegalArgumentException on no rows or no labels, if shapes disagree, or if a value is not finite
     */
    public static MultiLabelReport of(
            boolean[][] truth, float[][] probabilities, double threshold, List<String> labels) {
        MultiLabelRanking ranking = MultiLabelRanking.of(truth, probabilities, labels);
        boolean[][] answers = new boolean[truth.length][labels.size()];
        for (int row = 0; row < truth.length; row++) {
            for (int label = 0; label < labels.size(); label++) {
                answers[row][label] = probabilities[row][label] >= threshold;
            }
        }
        return report(truth, answers, labels, ranking);
    }

    /**
     * Scores answers alone; {@link #ranking} is null.
     *
     * @param truth {@code (rows, labels)}
     * @param answers {@code (rows, labels)}
     * @param labels distinct names, at least one
     * @throws IllegalArgumentException on no rows or no labels, or if shapes disagree
     */
    public static MultiLabelReport ofAnswers(boolean[][] truth, boolean[][] answers, List<String> labels) {
        return report(truth, answers, labels, null);
    }

    private static MultiLabelReport report(
            boolean[][] truth, boolean[][] answers, List<String> labels, @Nullable MultiLabelRanking ranking) {
        check(truth, answers, labels);
        LabelCounts counts = LabelCounts.of(truth, answers);
        List<ClassScore> perLabel = IntStream.range(0, labels.size())
                .mapToObj(label -> counts.score(labels.get(label), label))
                .toList();
        List<ClassScore> supported =
                perLabel.stream().filter(score -> score.support() > 0).toList();
        return new MultiLabelReport(
                truth.length,
                counts.subsetAccuracy(),
                counts.hammingLoss(),
                Averages.macro(perLabel),
                Averages.macro(supported),
                Averages.of(counts.all()),
                Averages.bySupport(perLabel),
                counts.samples(),
                perLabel,
                ranking);
    }

    private static void check(boolean[][] truth, boolean[][] answers, List<String> labels) {
        if (truth.length == 0 || labels.isEmpty()) {
            throw new IllegalArgumentException(
                    "there are %d rows and %d labels to score".formatted(truth.length, labels.size()));
        }
        if (truth.length != answers.length) {
            throw new IllegalArgumentException(
                    "%d rows of true labels but %d rows of answers".formatted(truth.length, answers.length));
        }
        if (new HashSet<>(labels).size() != labels.size()) {
            throw new IllegalArgumentException("a label is named twice in " + labels);
        }
        LabelTable.check(truth, labels, "true labels");
        LabelTable.check(answers, labels, "answers");
    }
}

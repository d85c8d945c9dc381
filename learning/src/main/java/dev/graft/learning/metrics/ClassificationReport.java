package dev.graft.learning.metrics;

import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Everything measured about one classifier on one set of rows. Scores are in [0, 1], higher is better, and equal
 * scikit-learn's with {@code labels=} all labels and {@code zero_division=0}. No number is ever NaN or infinite:
 * a report of no rows has every score 0 and no {@code probabilities}.
 *
 * @param rows rows scored
 * @param accuracy share of rows answered rightly
 * @param balancedAccuracy mean recall over the classes that have rows
 * @param macro mean over all labels, also those without a row (which score 0)
 * @param supportedMacro mean over the labels that have rows: two models on the same rows average over the same
 *     classes, and a class nobody could test pulls neither down
 * @param micro every row counts the same
 * @param weighted mean over the labels, each as heavy as its rows
 * @param perClass one score per label, in the labels' order
 * @param confusion truth by prediction, in the labels' order
 * @param probabilities what the probabilities are worth; null if only predictions were given, or no rows
 */
public record ClassificationReport(
        int rows,
        double accuracy,
        double balancedAccuracy,
        Averages macro,
        Averages supportedMacro,
        Averages micro,
        Averages weighted,
        List<ClassScore> perClass,
        ConfusionMatrix confusion,
        @Nullable ProbabilityScores probabilities) {

    /** An immutable value. */
    public ClassificationReport {
        perClass = List.copyOf(perClass);
    }

    /**
     * Scores probabilities; the answer to a row is its most probable label, of equals the first.
     *
     * @param truth label indices {@code (rows)}
     * @param probabilities {@code (rows, labels)}, each in [0, 1], rows summing to 1 within 0.001
     * @param labels distinct names; the index in this list is the class
     * @throws IllegalArgumentException if shapes disagree, an index is out of range, or a value is no probability
     */
    public static ClassificationReport of(int[] truth, float[][] probabilities, List<String> labels) {
        ProbabilityTable table = ProbabilityTable.checked(probabilities, truth.length, labels);
        int[] predictions = table.predictions();
        ClassificationReport report = ofPredictions(truth, predictions, labels);
        return truth.length == 0 ? report : report.with(ProbabilityScores.of(truth, table, predictions));
    }

    /**
     * Scores answers alone; {@link #probabilities} is null.
     *
     * @param truth label indices {@code (rows)}
     * @param predicted label indices of the same rows
     * @param labels distinct names; the index in this list is the class
     * @throws IllegalArgumentException if lengths differ, an index is out of range, or a label is repeated
     */
    public static ClassificationReport ofPredictions(int[] truth, int[] predicted, List<String> labels) {
        if (new HashSet<>(labels).size() != labels.size()) {
            throw new IllegalArgumentException("a label is named twice in " + labels);
        }
        return of(ConfusionMatrix.of(truth, predicted, labels.size()), labels);
    }

    private static ClassificationReport of(ConfusionMatrix confusion, List<String> labels) {
        List<ClassScore> scores = IntStream.range(0, labels.size())
                .mapToObj(index -> ClassScore.of(labels.get(index), index, confusion))
                .toList();
        List<ClassScore> supported =
                scores.stream().filter(score -> score.support() > 0).toList();
        long rows = confusion.rows();
        long correct =
                IntStream.range(0, labels.size()).mapToLong(confusion::correct).sum();
        double accuracy = Ratio.of(correct, rows);
        Averages supportedMacro = Averages.macro(supported);
        return new ClassificationReport(
                Math.toIntExact(rows),
                accuracy,
                supportedMacro.recall(),
                Averages.macro(scores),
                supportedMacro,
                Averages.micro(accuracy),
                Averages.bySupport(scores),
                scores,
                confusion,
                null);
    }

    private ClassificationReport with(ProbabilityScores scores) {
        return new ClassificationReport(
                rows, accuracy, balancedAccuracy, macro, supportedMacro, micro, weighted, perClass, confusion, scores);
    }
}

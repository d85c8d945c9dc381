package dev.graft.learning.check;

import dev.graft.learning.metrics.ClassificationReport;
import dev.graft.learning.metrics.Predictions;
import dev.graft.learning.metrics.RankingScores;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The answers of a cross-validation: each row by the probe that did not learn from it.
 *
 * @param truth label of each row
 * @param fold of each row
 * @param probabilities {@code (rows, labels)}
 */
record ProbeAnswers(int[] truth, int[] fold, float[][] probabilities) {

    /** Cross-validates a probe on these features {@code (rows, width)}. */
    static ProbeAnswers of(float[][] features, int[] truth, int[] fold, int labels, double cost, Runnable beforeFold) {
        float[][] probabilities = new float[truth.length][];
        for (int held : Arrays.stream(fold).distinct().sorted().toArray()) {
            beforeFold.run();
            int[] rest = rows(fold, other -> other != held);
            LogisticProbe probe = LogisticProbe.fit(
                    Arrays.stream(rest).mapToObj(row -> features[row]).toArray(float[][]::new),
                    Arrays.stream(rest).map(row -> truth[row]).toArray(),
                    labels,
                    cost);
            for (int row : rows(fold, other -> other == held)) {
                probabilities[row] = probe.probabilities(features[row]);
            }
        }
        return new ProbeAnswers(truth, fold, probabilities);
    }

    /** The answers of a model that always gives every label its share of the rows. */
    static ProbeAnswers ofShares(int[] truth, int[] fold, int labels) {
        float[] shares = new float[labels];
        for (int label : truth) {
            shares[label] += 1f / truth.length;
        }
        float[][] probabilities = new float[truth.length][];
        Arrays.fill(probabilities, shares);
        return new ProbeAnswers(truth, fold, probabilities);
    }

    int[] predictions() {
        return Predictions.mostProbable(probabilities);
    }

    ProbeScore score(List<String> labels) {
        int[] predictions = predictions();
        ClassificationReport report = ClassificationReport.ofPredictions(truth, predictions, labels);
        double[] accuracies = Arrays.stream(fold)
                .distinct()
                .mapToDouble(held -> accuracy(predictions, rows(fold, other -> other == held)))
                .toArray();
        return new ProbeScore(
                report.accuracy(),
                deviation(accuracies),
                report.supportedMacro().f1(),
                rocAuc(labels));
    }

    private OptionalDouble rocAuc(List<String> labels) {
        return Arrays.stream(fold)
                .distinct()
                .mapToObj(held -> rows(fold, other -> other == held))
                .map(rows -> RankingScores.of(
                                Arrays.stream(rows).map(row -> truth[row]).toArray(),
                                Arrays.stream(rows)
                                        .mapToObj(row -> probabilities[row])
                                        .toArray(float[][]::new),
                                labels)
                        .supportedMacro()
                        .rocAuc())
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .average();
    }

    private double accuracy(int[] predictions, int[] rows) {
        return Arrays.stream(rows)
                .map(row -> predictions[row] == truth[row] ? 1 : 0)
                .average()
                .orElse(0);
    }

    private static double deviation(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1));
    }

    private static int[] rows(int[] fold, IntPredicate wanted) {
        return IntStream.range(0, fold.length)
                .filter(row -> wanted.test(fold[row]))
                .toArray();
    }
}

package dev.graft.learning.gate;

import dev.graft.learning.metrics.ClassificationReport;
import dev.graft.learning.metrics.Predictions;
import dev.graft.learning.metrics.RankingScores;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** One model's answers to the test rows in a numbering of labels that it may share with another model. */
final class AlignedAnswers {

    private final List<String> labels;
    private final int[] truth;
    private final float[][] probabilities;

    /** Puts the model's probabilities in the columns of the given labels; a label that it does not know gets 0. */
    AlignedAnswers(List<String> labels, int[] truth, ScoredRows answers) {
        int[] source = labels.stream().mapToInt(answers.labels()::indexOf).toArray();
        this.labels = labels;
        this.truth = truth;
        this.probabilities = Arrays.stream(answers.probabilities())
                .map(row -> project(row, source))
                .toArray(float[][]::new);
        if (probabilities.length != truth.length) {
            throw new IllegalArgumentException(
                    "%d test rows but %d answers".formatted(truth.length, probabilities.length));
        }
    }

    ClassificationReport report(BitSet rows) {
        return ClassificationReport.of(
                rows.stream().map(row -> truth[row]).toArray(),
                rows.stream().mapToObj(row -> probabilities[row]).toArray(float[][]::new),
                labels);
    }

    RankingScores ranking(BitSet rows) {
        return RankingScores.of(
                rows.stream().map(row -> truth[row]).toArray(),
                rows.stream().mapToObj(row -> probabilities[row]).toArray(float[][]::new),
                labels);
    }

    /** {@code (rows, labels)}, nobody changes them. */
    float[][] probabilities() {
        return probabilities;
    }

    int[] predictions() {
        return Predictions.mostProbable(probabilities);
    }

    private static float[] project(float[] row, int[] source) {
        float[] projected = new float[source.length];
        for (int column = 0; column < source.length; column++) {
            projected[column] = source[column] < 0 ? 0 : row[source[column]];
        }
        return projected;
    }
}

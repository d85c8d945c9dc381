package dev.graft.learning.check;

import dev.graft.learning.metrics.ClassificationReport;
import dev.graft.learning.metrics.RankingScores;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How well a backbone, with the head that it came with, does its own task: a backbone that was loaded wrongly, or fed
 * with the wrong pre-processing, shows here first.
 *
 * @param task what it was trained for, such as {@code ImageNet classes}
 * @param data that it was checked on
 * @param rows number of them
 * @param accuracy share answered rightly
 * @param macroF1 mean F1 over the labels that have rows, in [0, 1]
 * @param rocAuc mean one-vs-rest ROC AUC over the labels for which the rows define it, in [0, 1]; empty if for none
 */
public record SourceTaskCheck(
        String task, String data, int rows, double accuracy, double macroF1, OptionalDouble rocAuc) {

    /**
     * Scores the backbone's probabilities.
     *
     * @param truth label indices {@code (rows)}
     * @param probabilities {@code (rows, labels)}, rows summing to 1
     * @param labels of its own task
     * @throws IllegalArgumentException if shapes disagree, an index is out of range, or a value is no probability
     */
    public static SourceTaskCheck of(
            String task, String data, int[] truth, float[][] probabilities, List<String> labels) {
        ClassificationReport report = ClassificationReport.of(truth, probabilities, labels);
        OptionalDouble rocAuc =
                RankingScores.of(truth, probabilities, labels).supportedMacro().rocAuc();
        return new SourceTaskCheck(
                task,
                data,
                truth.length,
                report.accuracy(),
                report.supportedMacro().f1(),
                rocAuc);
    }
}

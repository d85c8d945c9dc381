package dev.graft.learning.check;

import dev.graft.learning.metrics.ClassificationReport;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * By how much macro F1 is higher with one set of answers than with another to the same rows, with the middle 95 % of a
 * paired bootstrap (Efron 1979; resampled within each label, so that none gets lost). It covers the choice of rows, not
 * that of the folds.
 *
 * @param value the difference on the rows themselves
 * @param low 2.5th percentile
 * @param high 97.5th percentile
 */
public record PairedGain(double value, double low, double high) {

    private static final int RESAMPLES = 1_000;

    static PairedGain of(int[] truth, int[] answers, int[] others, List<String> labels, Random random) {
        int[][] byLabel = StratifiedRows.shuffledByLabel(truth, random).values().stream()
                .map(rows -> rows.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
        double[] gains = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            int[] rows = resample(byLabel, truth.length, random);
            gains[i] = f1(rows, truth, answers, labels.size()) - f1(rows, truth, others, labels.size());
        }
        Arrays.sort(gains);
        double value = ClassificationReport.ofPredictions(truth, answers, labels)
                        .supportedMacro()
                        .f1()
                - ClassificationReport.ofPredictions(truth, others, labels)
                        .supportedMacro()
                        .f1();
        return new PairedGain(value, gains[RESAMPLES / 40], gains[RESAMPLES - 1 - RESAMPLES / 40]);
    }

    private static int[] resample(int[][] byLabel, int count, Random random) {
        int[] rows = new int[count];
        int next = 0;
        for (int[] label : byLabel) {
            for (int i = 0; i < label.length; i++) {
                rows[next++] = label[random.nextInt(label.length)];
            }
        }
        return rows;
    }

    /** Mean F1 over the labels that have rows, as {@link ClassificationReport#supportedMacro} has it, but fast. */
    private static double f1(int[] rows, int[] truth, int[] answers, int labels) {
        int[] correct = new int[labels];
        int[] support = new int[labels];
        int[] answered = new int[labels];
        for (int row : rows) {
            support[truth[row]]++;
            answered[answers[row]]++;
            correct[truth[row]] += truth[row] == answers[row] ? 1 : 0;
        }
        double sum = 0;
        int counted = 0;
        for (int label = 0; label < labels; label++) {
            if (support[label] > 0) {
                sum += 2.0 * correct[label] / (support[label] + answered[label]);
                counted++;
            }
        }
        return sum / counted;
    }
}

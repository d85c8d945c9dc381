package dev.graft.learning.labels;

import java.util.Arrays;

/**
 * How probable a label must be to count as confident: the mean probability of the label over the rows that it was given
 * to and that are learnt from, which are trusted rows alone where the label is anchored.
 *
 * @param values by label; infinite for a label without such a row, which is never confident
 */
record Thresholds(double[] values) {

    static Thresholds of(AllRows rows, LearningPlan plan, HeldOutAnswers answers) {
        double[] sums = new double[rows.labelCount()];
        int[] counts = new int[rows.labelCount()];
        for (int row : plan.learning()) {
            if (answers.judges(row)) {
                int label = rows.labels()[row];
                sums[label] += answers.probabilities(row)[label];
                counts[label]++;
            }
        }
        double[] values = new double[sums.length];
        Arrays.setAll(values, label -> counts[label] == 0 ? Double.POSITIVE_INFINITY : sums[label] / counts[label]);
        return new Thresholds(values);
    }

    /** The most probable one of the labels at or above their thresholds, or {@link JudgedRow#NONE}. */
    int confident(double[] probabilities) {
        int best = JudgedRow.NONE;
        for (int label = 0; label < values.length; label++) {
            boolean passes = probabilities[label] >= values[label];
            if (passes && (best == JudgedRow.NONE || probabilities[label] > probabilities[best])) {
                best = label;
            }
        }
        return best;
    }
}

package dev.graft.learning.metrics;

import java.util.Arrays;

/** The counts behind a {@link MultiLabelReport}: by label and by row. */
final class LabelCounts {

    private final long[] support;
    private final long[] answered;
    private final long[] correct;
    private final int rows;
    private long exactRows;
    private long wrongAnswers;
    private double precision;
    private double recall;
    private double f1;

    private LabelCounts(int rows, int labels) {
        this.rows = rows;
        this.support = new long[labels];
        this.answered = new long[labels];
        this.correct = new long[labels];
    }

    static LabelCounts of(boolean[][] truth, boolean[][] answers) {
        LabelCounts counts = new LabelCounts(truth.length, truth[0].length);
        for (int row = 0; row < truth.length; row++) {
            counts.add(truth[row], answers[row]);
        }
        return counts;
    }

    private void add(boolean[] truth, boolean[] answers) {
        long has = 0;
        long given = 0;
        long both = 0;
        for (int label = 0; label < truth.length; label++) {
            boolean right = truth[label] && answers[label];
            support[label] += has(truth[label]);
            answered[label] += has(answers[label]);
            correct[label] += has(right);
            has += has(truth[label]);
            given += has(answers[label]);
            both += has(right);
        }
        ClassScore row = ClassScore.of("", has, given, both);
        precision += row.precision();
        recall += row.recall();
        f1 += row.f1();
        long wrong = has + given - 2 * both;
        wrongAnswers += wrong;
        exactRows += wrong == 0 ? 1 : 0;
    }

    private static int has(boolean yes) {
        return yes ? 1 : 0;
    }

    ClassScore score(String name, int label) {
        return ClassScore.of(name, support[label], answered[label], correct[label]);
    }

    /** All labels as if they were one. */
    ClassScore all() {
        return ClassScore.of(
                "",
                Arrays.stream(support).sum(),
                Arrays.stream(answered).sum(),
                Arrays.stream(correct).sum());
    }

    Averages samples() {
        return new Averages(precision / rows, recall / rows, f1 / rows);
    }

    double subsetAccuracy() {
        return Ratio.of(exactRows, rows);
    }

    double hammingLoss() {
        return Ratio.of(wrongAnswers, (long) rows * support.length);
    }
}

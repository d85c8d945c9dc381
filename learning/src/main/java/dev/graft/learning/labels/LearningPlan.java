package dev.graft.learning.labels;

import dev.graft.learning.check.StratifiedRows;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Which rows probes learn from, and which probe answers a row. A label is <i>anchored</i> if it has at least
 * {@value #ANCHOR} trusted rows: of such a label only trusted rows are learnt from, so that a batch cannot speak for
 * itself. Of any other label all rows are learnt from, each by the folds that it is not in.
 *
 * @param learning rows that are learnt from, ascending
 * @param comparable those of them that are trusted and have an anchored label
 * @param fold that answers each row, 0 to {@code folds - 1}
 */
record LearningPlan(int[] learning, int[] comparable, int[] fold, int folds) {

    static final int ANCHOR = 10;

    static LearningPlan of(AllRows rows, LabelSettings settings) {
        boolean[] anchored = anchored(rows);
        int[] eligible = IntStream.range(0, rows.count())
                .filter(row -> !rows.inBatch(row) || !anchored[rows.labels()[row]])
                .toArray();
        Random random = new Random(settings.seed());
        int[] learning = Arrays.stream(StratifiedRows.sample(labels(rows, eligible), most(rows, settings), random))
                .map(place -> eligible[place])
                .toArray();
        int[] comparable = Arrays.stream(learning)
                .filter(row -> !rows.inBatch(row) && anchored[rows.labels()[row]])
                .toArray();
        int folds = Math.max(1, Math.min(settings.folds(), learning.length));
        int[] fold = IntStream.range(0, rows.count()).map(row -> row % folds).toArray();
        int[] learningFold = StratifiedRows.folds(labels(rows, learning), folds, random);
        for (int place = 0; place < learning.length; place++) {
            fold[learning[place]] = learningFold[place];
        }
        return new LearningPlan(learning, comparable, fold, folds);
    }

    /** The rows by which probabilities are calibrated: the comparable ones; without them, all that are learnt from. */
    int[] reference() {
        return comparable.length > 0 ? comparable : learning;
    }

    private static boolean[] anchored(AllRows rows) {
        int[] counts = new int[rows.labelCount()];
        for (int row = 0; row < rows.trusted(); row++) {
            counts[rows.labels()[row]]++;
        }
        boolean[] anchored = new boolean[counts.length];
        for (int label = 0; label < counts.length; label++) {
            anchored[label] = counts[label] >= ANCHOR;
        }
        return anchored;
    }

    private static int most(AllRows rows, LabelSettings settings) {
        long values = rows.count() == 0 ? settings.mostRows() : settings.mostValues() / rows.features()[0].length;
        return (int) Math.max(2L * settings.folds(), Math.min(settings.mostRows(), values));
    }

    private static int[] labels(AllRows rows, int[] numbers) {
        return Arrays.stream(numbers).map(row -> rows.labels()[row]).toArray();
    }
}

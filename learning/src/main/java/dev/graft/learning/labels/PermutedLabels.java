package dev.graft.learning.labels;

import java.util.List;
import java.util.Random;

/**
 * The permutation test of a batch's labels: how often its labels, dealt out anew among its rows, agree with the
 * predictions at least as well as they do where they are. The predictions stay, so that neither frequent labels nor a
 * probe that prefers some pass for knowledge.
 */
final class PermutedLabels {

    static final int PERMUTATIONS = 1_999;

    private PermutedLabels() {}

    /** The share of permutations, the batch's own order among them: {@code 1 / 2000} at least; 1 of no rows. */
    static double pValue(List<JudgedRow> batch, Random random) {
        int[] given = batch.stream().mapToInt(JudgedRow::given).toArray();
        int[] predicted = batch.stream().mapToInt(JudgedRow::suggested).toArray();
        int agreeing = agreeing(given, predicted);
        int asGood = 1;
        for (int i = 0; i < PERMUTATIONS; i++) {
            shuffle(given, random);
            asGood += agreeing(given, predicted) >= agreeing ? 1 : 0;
        }
        return asGood / (PERMUTATIONS + 1.0);
    }

    /** The share of rows that agree with the predictions, on average over all permutations; 0 of no rows. */
    static double chance(List<JudgedRow> batch, int labels) {
        long[] given = new long[labels];
        long[] predicted = new long[labels];
        for (JudgedRow row : batch) {
            given[row.given()]++;
            predicted[row.suggested()]++;
        }
        double pairs = 0;
        for (int label = 0; label < labels; label++) {
            pairs += (double) given[label] * predicted[label];
        }
        return batch.isEmpty() ? 0 : pairs / batch.size() / batch.size();
    }

    private static int agreeing(int[] given, int[] predicted) {
        int agreeing = 0;
        for (int row = 0; row < given.length; row++) {
            agreeing += given[row] == predicted[row] ? 1 : 0;
        }
        return agreeing;
    }

    private static void shuffle(int[] labels, Random random) {
        for (int row = labels.length - 1; row > 0; row--) {
            int other = random.nextInt(row + 1);
            int label = labels[row];
            labels[row] = labels[other];
            labels[other] = label;
        }
    }
}

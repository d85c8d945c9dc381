package dev.graft.learning.labels;

import java.util.List;

/**
 * The test of a batch whose labels agree less with the predictions than those of trusted rows. Within each label, batch
 * and trusted rows are exchangeable if the batch is as good; permuting them makes the batch's disagreeing rows of that
 * label hypergeometric, and their sum over the labels has the exact distribution of that permutation test (Fisher's exact
 * test, stratified: Mantel and Haenszel 1959). Labels are strata, so that a batch of hard labels is not a bad batch.
 */
final class WorseThanTrusted {

    private WorseThanTrusted() {}

    /** The chance of so many disagreeing rows in a batch that is as good; 1 where no label has rows on either side. */
    static double pValue(List<JudgedRow> batch, List<JudgedRow> trusted, int labels) {
        int[][] ofBatch = tally(batch, labels);
        int[][] ofTrusted = tally(trusted, labels);
        CountDistribution sum = CountDistribution.ZERO;
        int disagreeing = 0;
        for (int label = 0; label < labels; label++) {
            int[] one = ofBatch[label];
            int[] other = ofTrusted[label];
            if (one[0] > 0 && other[0] > 0) {
                sum = sum.plus(CountDistribution.hypergeometric(one[0] + other[0], one[1] + other[1], one[0]));
                disagreeing += one[1];
            }
        }
        return sum.atLeast(disagreeing);
    }

    /** Of each label the rows, and the disagreeing ones. */
    private static int[][] tally(List<JudgedRow> rows, int labels) {
        int[][] tally = new int[labels][2];
        for (JudgedRow row : rows) {
            tally[row.given()][0]++;
            tally[row.given()][1] += row.agrees() ? 0 : 1;
        }
        return tally;
    }
}

package dev.graft.learning.metrics;

import java.util.List;

/**
 * How well scores put the right labels first.
 *
 * @param labelRankingAveragePrecision mean over the rows of: for each of a row's labels, the share of right ones among
 *     the labels that score at least as high; in (0, 1]. A row with no label or with all counts 1
 * @param labels how well each label's score puts its rows first
 */
public record MultiLabelRanking(double labelRankingAveragePrecision, RankingScores labels) {

    /**
     * Ranks by scores.
     *
     * @param truth {@code (rows, labels)}
     * @param scores {@code (rows, labels)}, finite, higher for more likely
     * @param labels distinct names
     * @throws IllegalArgumentException on no rows, if shapes disagree, or if a score is not finite
     */
    public static MultiLabelRanking of(boolean[][] truth, float[][] scores, List<String> labels) {
        if (truth.length == 0) {
            throw new IllegalArgumentException("there are no rows to score");
        }
        RankingScores ranking = RankingScores.of(truth, scores, labels);
        double sum = 0;
        for (int row = 0; row < truth.length; row++) {
            sum += precision(truth[row], scores[row]);
        }
        return new MultiLabelRanking(sum / truth.length, ranking);
    }

    private static double precision(boolean[] truth, float[] scores) {
        double sum = 0;
        int relevant = 0;
        for (int label = 0; label < truth.length; label++) {
            if (truth[label]) {
                relevant++;
                sum += shareOfRightAtOrAbove(scores[label], truth, scores);
            }
        }
        return relevant == 0 ? 1 : sum / relevant;
    }

    private static double shareOfRightAtOrAbove(float score, boolean[] truth, float[] scores) {
        int right = 0;
        int all = 0;
        for (int label = 0; label < truth.length; label++) {
            if (scores[label] >= score) {
                all++;
                right += truth[label] ? 1 : 0;
            }
        }
        return (double) right / all;
    }
}

package dev.graft.learning.metrics;

import java.util.Arrays;

/**
 * The distinct scores of some rows from highest to lowest, with how many positive and negative rows have each: all that
 * a ranking metric needs, ties included. -0 and 0 are one score.
 */
final class ScoreLevels {

    private final int[] positives;
    private final int[] negatives;

    private ScoreLevels(int[] positives, int[] negatives) {
        this.positives = positives;
        this.negatives = negatives;
    }

    /** Throws {@link IllegalArgumentException} if lengths differ or a score is NaN or infinite. */
    static ScoreLevels of(boolean[] truth, double[] scores) {
        if (truth.length != scores.length) {
            throw new IllegalArgumentException("%d true answers but %d scores".formatted(truth.length, scores.length));
        }
        double[] hits = new double[truth.length];
        double[] others = new double[truth.length];
        int positives = 0;
        for (int row = 0; row < truth.length; row++) {
            double score = scores[row] + 0.0; // -0 becomes 0
            if (!Double.isFinite(score)) {
                throw new IllegalArgumentException("row %d has the score %s".formatted(row, score));
            }
            if (truth[row]) {
                hits[positives++] = score;
            } else {
                others[row - positives] = score;
            }
        }
        return merge(ascending(hits, positives), ascending(others, truth.length - positives));
    }

    private static double[] ascending(double[] values, int length) {
        double[] kept = Arrays.copyOf(values, length);
        Arrays.sort(kept);
        return kept;
    }

    private static ScoreLevels merge(double[] hits, double[] others) {
        int[] positives = new int[hits.length + others.length];
        int[] negatives = new int[positives.length];
        int level = 0;
        int hit = hits.length - 1;
        int other = others.length - 1;
        for (; hit >= 0 || other >= 0; level++) {
            double score = Math.max(
                    hit >= 0 ? hits[hit] : Double.NEGATIVE_INFINITY,
                    other >= 0 ? others[other] : Double.NEGATIVE_INFINITY);
            for (; hit >= 0 && hits[hit] == score; hit--) {
                positives[level]++;
            }
            for (; other >= 0 && others[other] == score; other--) {
                negatives[level]++;
            }
        }
        return new ScoreLevels(Arrays.copyOf(positives, level), Arrays.copyOf(negatives, level));
    }

    /** Number of distinct scores. */
    int size() {
        return positives.length;
    }

    /** Positive rows at a level; level 0 has the highest score. */
    int positives(int level) {
        return positives[level];
    }

    /** Negative rows at a level. */
    int negatives(int level) {
        return negatives[level];
    }

    long positives() {
        return Arrays.stream(positives).asLongStream().sum();
    }

    long negatives() {
        return Arrays.stream(negatives).asLongStream().sum();
    }
}

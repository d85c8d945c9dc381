package dev.graft.learning.metrics;

import java.util.OptionalDouble;

/**
 * How well a score puts the positive rows before the negative ones, whatever the threshold. Scores are any finite
 * numbers, higher meaning more positive; both metrics depend on their order alone. {@link IllegalArgumentException} on
 * NaN, infinity, or lengths that differ.
 */
public final class Ranking {

    private Ranking() {}

    /**
     * The area under the receiver operating characteristic: the chance that a random positive row scores higher than a
     * random negative one, a tie counting half (the Mann-Whitney U statistic with mid-ranks, as a share).
     *
     * @return in [0, 1], 0.5 for chance; empty without a row of each kind, where scikit-learn has NaN or refuses
     */
    public static OptionalDouble rocAuc(boolean[] truth, double[] scores) {
        return rocAuc(ScoreLevels.of(truth, scores));
    }

    /**
     * The average precision, which is the area under the precision-recall curve taken in steps: the mean over the
     * positive rows of the precision at their score. Not interpolated.
     *
     * @return in [0, 1]; 0 without a positive row, as scikit-learn has it
     */
    public static double averagePrecision(boolean[] truth, double[] scores) {
        return averagePrecision(ScoreLevels.of(truth, scores));
    }

    static OptionalDouble rocAuc(ScoreLevels levels) {
        double pairs = (double) levels.positives() * levels.negatives();
        if (pairs == 0) {
            return OptionalDouble.empty();
        }
        double won = 0;
        long negativesBelow = levels.negatives();
        for (int level = 0; level < levels.size(); level++) {
            negativesBelow -= levels.negatives(level);
            won += levels.positives(level) * (negativesBelow + levels.negatives(level) / 2.0);
        }
        return OptionalDouble.of(won / pairs);
    }

    static double averagePrecision(ScoreLevels levels) {
        double sum = 0;
        long hits = 0;
        long rows = 0;
        for (int level = 0; level < levels.size(); level++) {
            hits += levels.positives(level);
            rows += (long) levels.positives(level) + levels.negatives(level);
            sum += levels.positives(level) * Ratio.of(hits, rows);
        }
        return Ratio.of(sum, (double) hits);
    }
}

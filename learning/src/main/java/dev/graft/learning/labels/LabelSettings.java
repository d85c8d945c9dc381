package dev.graft.learning.labels;

/**
 * How labels are checked.
 *
 * @param folds of the cross-validation, 2 to 20; fewer where there are fewer rows to learn from
 * @param mostRows that probes learn from, at least 10: of more, a seeded sample with the labels' shares, while every row
 *     of the batch is judged all the same
 * @param mostValues numbers of the rows that are learnt from, rows × width, at least 1,000: features that are wide
 *     leave room for fewer rows
 * @param cost of a training error against a probe's weights (liblinear's C), above 0
 * @param level of the tests, from 0.001 and below 0.5: the chance that one of them is wrong of a batch that it should not
 *     reject
 * @param seed of the sample, the folds and the permutations
 */
public record LabelSettings(int folds, int mostRows, long mostValues, double cost, double level, long seed) {

    public LabelSettings {
        if (folds < 2 || folds > 20 || mostRows < 10 || mostValues < 1_000) {
            throw new IllegalArgumentException("a check of labels needs 2 to 20 folds, at least 10 rows and 1,000"
                    + " values, not " + folds + ", " + mostRows + ", " + mostValues);
        }
        if (!(cost > 0) || !(level >= 0.001 && level < 0.5)) {
            throw new IllegalArgumentException(
                    "a check of labels needs a cost above 0 and a level from 0.001 to 0.5, not " + cost + ", " + level);
        }
    }

    /**
     * Five folds over at most 4,000 rows, tests at the level 0.01. The cost of 4 ranks wrong labels of Banking77 better
     * than 1, and those of waimai as well as 1 and better than ¼ and 16, which on Banking77 is even or better but learns
     * longer. On 384 features, 4,000 rows of 1,000 labels take five processor minutes; time grows with rows and labels.
     */
    public static LabelSettings standard(long seed) {
        return new LabelSettings(5, 4_000, 4_000_000, 4, 0.01, seed);
    }
}

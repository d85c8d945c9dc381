package dev.graft.learning.check;

/**
 * How a backbone check is done.
 *
 * @param folds of the cross-validation, 2 to 20
 * @param mostRows that are used, at least 10: of more, a seeded sample with the labels' shares
 * @param mostValues numbers of one candidate's features in memory at once, rows × width, at least 1,000; where features
 *     are wide, all candidates get fewer rows for it
 * @param cost of a training error against the probe's weights (liblinear's C), above 0; features are scaled so that one
 *     value serves every width
 * @param seed of the sample, the folds and the bootstrap
 */
public record CheckSettings(int folds, int mostRows, long mostValues, double cost, long seed) {

    public CheckSettings {
        if (folds < 2 || folds > 20 || mostRows < 10 || mostValues < 1_000 || !(cost > 0)) {
            throw new IllegalArgumentException("a check needs 2 to 20 folds, at least 10 rows and 1,000 values, and a"
                    + " cost above 0, not " + folds + ", " + mostRows + ", " + mostValues + ", " + cost);
        }
    }

    /** Five folds over at most 1,000 rows: seconds a candidate beside its features. */
    public static CheckSettings standard(long seed) {
        return new CheckSettings(5, 1_000, 2_000_000, 16, seed);
    }
}

package dev.graft.learning.drift;

/**
 * How a batch is compared.
 *
 * @param level chance of a false alarm that is accepted for a whole report, above 0 and below 1
 * @param permutations of a test whose p-value is simulated; (permutations + 1) × level must reach 10, so that ten tests
 *     together could still tell of drift
 * @param mostReferenceRows whose features are used, at least 2: of more, a seeded sample
 * @param mostBatchRows the same for the batch; the kernel holds 4 × (both)² bytes
 * @param distanceRows of each domain that the proxy A-distance uses at most, 10 or more; 0: the distance is left out
 * @param chanceSplits random splits of the same rows that the distance is judged against, at least 1
 * @param seed of samples, permutations, folds and splits
 */
public record DriftSettings(
        double level,
        int permutations,
        int mostReferenceRows,
        int mostBatchRows,
        int distanceRows,
        int chanceSplits,
        long seed) {

    /** Ten, less what rounding may take away. */
    private static final double LEAST_REACHED = 10 - 1e-9;

    public DriftSettings {
        if (!(level > 0 && level < 1) || (permutations + 1.0) * level < LEAST_REACHED) {
            throw new IllegalArgumentException("a comparison needs a level between 0 and 1 and at least 10 / level - 1"
                    + " permutations, not " + level + " and " + permutations);
        }
        if (mostReferenceRows < 2 || mostBatchRows < 2) {
            throw new IllegalArgumentException("a comparison needs room for 2 rows of features on either side, not "
                    + mostReferenceRows + " and " + mostBatchRows);
        }
        if ((distanceRows != 0 && distanceRows < ProxyADistance.LEAST_ROWS) || chanceSplits < 1) {
            throw new IllegalArgumentException("a distance needs " + ProxyADistance.LEAST_ROWS
                    + " rows of each domain and a split by chance, not " + distanceRows + " and " + chanceSplits);
        }
    }

    /** Level 0.01, 999 permutations, at most 2,000 reference rows and 1,000 of the batch. */
    public static DriftSettings standard(long seed) {
        return new DriftSettings(0.01, 999, 2_000, 1_000, 250, 19, seed);
    }

    /** The same at another level, with permutations enough for it. */
    public DriftSettings withLevel(double other) {
        int enough = (int) Math.max(permutations, Math.ceil(10 / other) - 1);
        return new DriftSettings(other, enough, mostReferenceRows, mostBatchRows, distanceRows, chanceSplits, seed);
    }

    /** The same without the proxy A-distance, which takes most of the time. */
    public DriftSettings withoutDistance() {
        return new DriftSettings(level, permutations, mostReferenceRows, mostBatchRows, 0, chanceSplits, seed);
    }
}

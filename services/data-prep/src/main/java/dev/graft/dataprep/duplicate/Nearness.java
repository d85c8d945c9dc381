package dev.graft.dataprep.duplicate;

/**
 * How near two texts must be, and how surely such a pair is to be looked at.
 *
 * <p>Candidates are found by locality-sensitive hashing (Indyk and Motwani 1998): minima are put together in bands, and
 * two texts that agree on all of one band are compared. With b bands of r minima a pair of similarity s is a candidate
 * with probability 1 - (1 - s^r)^b. More minima in a band leave out more of the pairs that are not near, more bands cost
 * memory: r is the largest whose b, the fewest that give the recall at the threshold, is at most {@value #USUAL_BANDS},
 * but not below {@value #FEWEST_MINIMA}, for which a threshold below 0.75 gets more bands: 47 at 0.5.
 *
 * @param threshold the least Jaccard similarity of near texts, 0.5 to 0.99
 * @param recall the least probability that a pair just at the threshold is a candidate, 0.5 to 0.999; above it, it rises
 */
public record Nearness(double threshold, double recall) {
    /** Jaccard 0.8, of which 95 in 100 are candidates: 8 bands of 5 minima. */
    public static final Nearness DEFAULT = new Nearness(0.8, 0.95);

    private static final int USUAL_BANDS = 8;
    private static final int FEWEST_MINIMA = 4;

    /** @throws IllegalArgumentException outside the ranges */
    public Nearness {
        require(threshold >= 0.5 && threshold <= 0.99, "a threshold of 0.5 to 0.99 is needed, not " + threshold);
        require(recall >= 0.5 && recall <= 0.999, "a recall of 0.5 to 0.999 is needed, not " + recall);
    }

    private static void require(boolean met, String message) {
        if (!met) {
            throw new IllegalArgumentException(message);
        }
    }

    /** How many minima a band puts together. */
    public int minimaPerBand() {
        int minima = FEWEST_MINIMA;
        while (bands(minima + 1) <= USUAL_BANDS && bands(minima + 1) * (minima + 1) <= MinHash.COMPONENTS) {
            minima++;
        }
        return minima;
    }

    public int bands() {
        return bands(minimaPerBand());
    }

    private int bands(int minima) {
        return (int) Math.ceil(Math.log1p(-recall) / Math.log1p(-Math.pow(threshold, minima)));
    }

    /** The probability that a pair of this Jaccard similarity, 0 to 1, is a candidate. */
    public double candidateShare(double similarity) {
        return 1 - Math.pow(1 - Math.pow(similarity, minimaPerBand()), bands());
    }
}

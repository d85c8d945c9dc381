package dev.graft.learning.significance;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The paired randomisation test: if the models were equally good, each row's two answers might as well have come from the
 * other one. So answers are swapped at random, and the p-value is how often that gives as large a gain. Exact for any score
 * and any number of rows: a worthless challenger passes level α in at most α of the cases. Yeh, "More Accurate Tests for
 * the Statistical Significance of Result Differences" (2000); for accuracy it is {@linkplain
 * dev.graft.learning.gate.PairedOutcomes McNemar's} exact test, which needs no draws. Seeded as {@link PairedBootstrap}.
 *
 * @param draws how many, at least 100
 * @param seed of the draws
 */
public record PairedRandomisation(int draws, long seed) {
    private static final Set<Score> OF_ANSWERS = EnumSet.of(
            Score.ACCURACY,
            Score.BALANCED_ACCURACY,
            Score.MACRO_F1,
            Score.WEIGHTED_F1,
            Score.MATTHEWS_CORRELATION,
            Score.COHENS_KAPPA);

    private static final int BLOCK = 100;
    private static final long MOST_ROWS = 400_000_000;
    private static final int FEWEST_DRAWS = 1_000;
    private static final double ROUNDING = 1e-12;

    /** Throws {@link IllegalArgumentException} on fewer than 100 draws. */
    public PairedRandomisation {
        if (draws < BLOCK) {
            throw new IllegalArgumentException(
                    "a randomisation test takes at least 100 draws, but is asked for " + draws);
        }
    }

    /** Whether the score looks at answers alone, so that it can be tested this way. */
    public static boolean tests(Score score) {
        return OF_ANSWERS.contains(score);
    }

    /**
     * The one-sided p-value of the challenger's being better.
     *
     * @return in (0, 1]; 1 without rows
     * @throws IllegalArgumentException on a score of probabilities
     */
    public double pValue(PairedRows rows, Score score) {
        if (!tests(score)) {
            throw new IllegalArgumentException("the test swaps answers; " + score.id() + " looks at probabilities");
        }
        int[] champion = rows.championPredictions();
        int[] challenger = rows.challengerPredictions();
        int[] disputed = IntStream.range(0, rows.size())
                .filter(row -> champion[row] != challenger[row])
                .toArray();
        if (disputed.length == 0) {
            return 1;
        }
        double seen = new Swaps(rows, score, champion, challenger).gain();
        int blocks = (int) Math.min(draws, Math.max(FEWEST_DRAWS, MOST_ROWS / rows.size())) / BLOCK;
        int reached = Blocks.generators(seed, blocks).parallelStream()
                .mapToInt(random -> reached(new Swaps(rows, score, champion, challenger), random, disputed, seen))
                .sum();
        return (reached + 1.0) / (blocks * BLOCK + 1.0);
    }

    private static int reached(Swaps swaps, SplittableRandom random, int[] disputed, double seen) {
        int reached = 0;
        for (int draw = 0; draw < BLOCK; draw++) {
            for (int row : disputed) {
                if (random.nextBoolean()) {
                    swaps.swap(row);
                }
            }
            reached += swaps.gain() >= seen - ROUNDING ? 1 : 0;
        }
        return reached;
    }

    /** Two models whose answers are swapped row by row; used by one thread. */
    private static final class Swaps {
        private final Score score;
        private final int[] champion;
        private final int[] challenger;
        private final WeightedCounts before;
        private final WeightedCounts after;
        private final int[] once;

        Swaps(PairedRows rows, Score score, int[] champion, int[] challenger) {
            this.score = score;
            this.champion = champion.clone();
            this.challenger = challenger.clone();
            this.before = new WeightedCounts(rows.truth(), this.champion, rows.classes());
            this.after = new WeightedCounts(rows.truth(), this.challenger, rows.classes());
            this.once = new int[rows.size()];
            Arrays.fill(once, 1);
        }

        void swap(int row) {
            int answer = champion[row];
            champion[row] = challenger[row];
            challenger[row] = answer;
        }

        double gain() {
            before.count(once);
            after.count(once);
            return score.gain(before.of(score), after.of(score));
        }
    }
}

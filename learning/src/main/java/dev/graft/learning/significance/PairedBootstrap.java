package dev.graft.learning.significance;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The paired bootstrap: rows are drawn again and again, each time as many as there are, and both models are scored on the
 * same draw, so that what is hard or easy about a row counts for both (Efron and Tibshirani, "An Introduction to the
 * Bootstrap", 1993). Rows are drawn within their true class (see {@link Strata}). Draws come in blocks with a random
 * generator each, so that the same seed gives the same numbers on any number of threads. Immutable.
 *
 * @param resamples how many draws there are, at least 100
 * @param seed of the draws
 */
public record PairedBootstrap(int resamples, long seed) {
    /** Draws that tell the ends of a 90 % interval to about 1 % of its width. */
    public static final int RESAMPLES = 10_000;

    private static final int BLOCK = 100;

    /** A bound on rows drawn, some seconds of one processor: more rows need fewer resamples to tell as much. */
    private static final long MOST_DRAWS = 400_000_000;

    private static final int FEWEST_RESAMPLES = 1_000;

    /** Throws {@link IllegalArgumentException} on fewer than 100 resamples. */
    public PairedBootstrap {
        if (resamples < BLOCK) {
            throw new IllegalArgumentException(
                    "a bootstrap takes at least 100 resamples, but is asked for " + resamples);
        }
    }

    /** {@value #RESAMPLES} resamples. */
    public static PairedBootstrap withSeed(long seed) {
        return new PairedBootstrap(RESAMPLES, seed);
    }

    /** Compares the models by one score. */
    public Resampled compare(PairedRows rows, Score score) {
        return Objects.requireNonNull(compare(rows, List.of(score)).get(score));
    }

    /**
     * Compares the models by several scores on the same draws. Of more than 40,000 rows there are fewer resamples, {@value
     * #FEWEST_RESAMPLES} at least. A ranking score costs as many passes as there are classes: with one among the scores
     * there are fewer resamples from 40,000 rows times classes on, and none, so that nothing is said, beyond 4 million.
     */
    public Map<Score, Resampled> compare(PairedRows rows, Collection<Score> scores) {
        List<Score> wanted = List.copyOf(scores);
        WeightedScores champion =
                new WeightedScores(rows.truth(), rows.champion(), rows.championPredictions(), rows.classes(), wanted);
        WeightedScores challenger = new WeightedScores(
                rows.truth(), rows.challenger(), rows.challengerPredictions(), rows.classes(), wanted);
        Strata strata = Strata.of(rows.truth(), rows.classes());
        int draws = wanted.stream().anyMatch(Score::ranks)
                ? resamplesToRank((long) rows.size() * rows.classes())
                : resamples(rows.size());
        double[][] gains = gains(strata, champion, challenger, wanted, draws);
        int[] once = new int[rows.size()];
        Arrays.fill(once, 1);
        WeightedScores.Counter before = champion.counter().count(once);
        WeightedScores.Counter after = challenger.counter().count(once);
        Map<Score, Resampled> outcomes = new EnumMap<>(Score.class);
        for (int at = 0; at < wanted.size(); at++) {
            Score score = wanted.get(at);
            double[] defined =
                    Arrays.stream(gains[at]).filter(gain -> !Double.isNaN(gain)).toArray();
            double was = before.of(score);
            double is = after.of(score);
            double expansion = Math.sqrt(strata.varianceShrinkage());
            outcomes.put(score, new Resampled(was, is, score.gain(was, is), defined, expansion, rows.size()));
        }
        return outcomes;
    }

    /** {@code (scores, resamples)}. */
    private double[][] gains(
            Strata strata, WeightedScores champion, WeightedScores challenger, List<Score> wanted, int draws) {
        int blocks = draws / BLOCK;
        double[][] gains = new double[wanted.size()][blocks * BLOCK];
        if (strata.rows() == 0) {
            return new double[wanted.size()][0];
        }
        List<SplittableRandom> generators = Blocks.generators(seed, blocks);
        IntStream.range(0, blocks).parallel().forEach(block -> {
            SplittableRandom random = generators.get(block);
            WeightedScores.Counter before = champion.counter();
            WeightedScores.Counter after = challenger.counter();
            int[] weights = new int[strata.rows()];
            for (int draw = block * BLOCK; draw < (block + 1) * BLOCK; draw++) {
                strata.draw(random, weights);
                before.count(weights);
                after.count(weights);
                for (int at = 0; at < wanted.size(); at++) {
                    Score score = wanted.get(at);
                    gains[at][draw] = score.gain(before.of(score), after.of(score));
                }
            }
        });
        return gains;
    }

    private int resamplesToRank(long pairs) {
        return (int) Math.min(resamples, MOST_DRAWS / Math.max(1, pairs)) / BLOCK * BLOCK;
    }

    private int resamples(int rows) {
        long affordable = Math.max(FEWEST_RESAMPLES, MOST_DRAWS / Math.max(1, rows));
        return (int) Math.min(resamples, affordable) / BLOCK * BLOCK;
    }
}

package dev.graft.learning.drift;

import dev.graft.learning.check.LogisticProbe;
import dev.graft.learning.check.StratifiedRows;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * How far two domains lie apart for a linear classifier: 2 (1 - 2ε), clipped to 0 to 2, with ε the cross-validated error
 * of a logistic regression that tells the domains' rows apart by their features (Ben-David, Blitzer, Crammer and Pereira,
 * "Analysis of representations for domain adaptation", 2007; Ben-David et al. 2010). 0: it knows no better than a coin; 2:
 * it is never wrong. Both domains give equally many rows, seeded samples of the larger ones.
 *
 * <p>Few rows in many dimensions are told apart a little by chance, so the same rows are also split at random a few times:
 * what the distance is then says how much of it means nothing.
 *
 * @param distance in [0, 2]
 * @param error ε, the share of rows whose domain is answered wrongly
 * @param rowsEach used of each domain
 * @param referenceRows there were
 * @param batchRows there were
 * @param chanceMean mean distance of the random splits
 * @param chanceMost largest distance of the random splits
 * @param chanceSplits number of them
 */
public record ProxyADistance(
        double distance,
        double error,
        int rowsEach,
        int referenceRows,
        int batchRows,
        double chanceMean,
        double chanceMost,
        int chanceSplits) {

    /**
     * From here on domains are far: three of four rows show by their features which one they are from. It parts one source
     * from another, not topics that are related from those that are not: with the features of a sentence encoder
     * (bge-small-zh), reviews of any two of ten kinds of goods lie 1.4 to 2.0 apart, halves of one kind 0.0 to 0.1.
     */
    public static final double FAR_FROM = 1;

    /** Rows of each domain that are needed. */
    static final int LEAST_ROWS = 10;

    private static final String PART = "distance";
    private static final int FOLDS = 5;
    /** As in a check of backbones, whose scaled features it is made for. */
    private static final double COST = 16;

    /**
     * Measures two domains by features {@code (rows, width)}; they stay as they are.
     *
     * @throws IllegalArgumentException where a side has fewer than {@value #LEAST_ROWS} rows, a value is not finite, widths
     *     differ, or the settings leave the distance out
     */
    public static ProxyADistance of(
            float[][] reference, float[][] batch, DriftSettings settings, DriftListener listener) {
        if (settings.distanceRows() == 0) {
            throw new IllegalArgumentException("these settings leave the distance out");
        }
        FeatureRows.check(reference, batch, LEAST_ROWS);
        Random random = new Random(settings.seed());
        int each = Math.min(settings.distanceRows(), Math.min(reference.length, batch.length));
        float[][] rows = FeatureRows.pooled(
                FeatureRows.sample(reference, each, random), FeatureRows.sample(batch, each, random));
        int[] domain =
                IntStream.range(0, 2 * each).map(row -> row < each ? 0 : 1).toArray();
        int[] done = {0};
        Runnable beforeFold = () -> listener.onStep(PART, done[0]++, FOLDS * (1 + settings.chanceSplits()));
        double error = error(rows, domain, random, beforeFold);
        double[] byChance = new double[settings.chanceSplits()];
        for (int split = 0; split < byChance.length; split++) {
            byChance[split] = distance(error(rows, shuffled(domain, random), random, beforeFold));
        }
        return new ProxyADistance(
                distance(error),
                error,
                each,
                reference.length,
                batch.length,
                Arrays.stream(byChance).average().orElseThrow(),
                Arrays.stream(byChance).max().orElseThrow(),
                byChance.length);
    }

    /** Far where the distance is at least {@value #FAR_FROM} and no random split is as far apart. */
    public DomainDistance verdict() {
        return distance >= FAR_FROM && distance > chanceMost ? DomainDistance.FAR : DomainDistance.NEAR;
    }

    /** The distance for a person, without a full stop. */
    public String sentence() {
        return "the domain is %s: proxy A-distance %s, %s at most in %d random splits (%d rows each)"
                .formatted(
                        verdict() == DomainDistance.FAR ? "far" : "near",
                        Wording.two(distance),
                        Wording.two(chanceMost),
                        chanceSplits,
                        rowsEach);
    }

    private static double distance(double error) {
        return Math.max(0, Math.min(2, 2 * (1 - 2 * error)));
    }

    private static int[] shuffled(int[] domain, Random random) {
        var order = Arrays.asList(Arrays.stream(domain).boxed().toArray(Integer[]::new));
        Collections.shuffle(order, random);
        return order.stream().mapToInt(Integer::intValue).toArray();
    }

    private static double error(float[][] rows, int[] domain, Random random, Runnable beforeFold) {
        int[] fold = StratifiedRows.folds(domain, FOLDS, random);
        int wrong = 0;
        for (int held = 0; held < FOLDS; held++) {
            beforeFold.run();
            int of = held;
            int[] learnt = IntStream.range(0, rows.length)
                    .filter(row -> fold[row] != of)
                    .toArray();
            LogisticProbe probe = LogisticProbe.fit(
                    Arrays.stream(learnt).mapToObj(row -> rows[row]).toArray(float[][]::new),
                    Arrays.stream(learnt).map(row -> domain[row]).toArray(),
                    2,
                    COST);
            for (int row = 0; row < rows.length; row++) {
                wrong += fold[row] == held && answer(probe.probabilities(rows[row])) != domain[row] ? 1 : 0;
            }
        }
        return (double) wrong / rows.length;
    }

    private static int answer(float[] probabilities) {
        return probabilities[1] > probabilities[0] ? 1 : 0;
    }
}

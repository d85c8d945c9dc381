package dev.graft.learning.drift;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.Random;

/**
 * Whether the features of a batch are spread as those of the reference: the kernel two-sample test by maximum mean
 * discrepancy. It sees any difference of the distributions, given enough rows.
 *
 * <p>Gretton, Borgwardt, Rasch, Schölkopf and Smola, "A kernel two-sample test" (JMLR 13, 2012): the unbiased estimate of
 * the squared discrepancy, a Gaussian kernel as wide as the median distance of the pooled rows, and a p-value from random
 * splits of the pooled rows, (1 + splits at least as far apart) / (1 + splits). The kernel is computed once for all splits.
 * Of more rows than the settings allow, a seeded sample is used.
 *
 * @param squaredDiscrepancy about 0, also a little below, where nothing changed; at most 2
 * @param pValue 1 where all rows are equal
 * @param bandwidth σ of the kernel, in the features' units; 0 where all rows are equal
 * @param referenceRows that were used
 * @param referenceGiven of which they are a sample, or all
 * @param batchRows that were used
 * @param batchGiven of which they are a sample, or all
 * @param permutations of the rows
 */
public record MmdTest(
        double squaredDiscrepancy,
        double pValue,
        double bandwidth,
        int referenceRows,
        int referenceGiven,
        int batchRows,
        int batchGiven,
        int permutations)
        implements Shift {

    private static final String PART = "features";
    /** Rows of each side that the unbiased estimate needs. */
    static final int LEAST_ROWS = 2;

    private static final int STEP = 100;
    /** Values of one split that were added up in another order differ by less. */
    private static final double ROUNDING = 1e-11;

    /**
     * Compares two sides' features {@code (rows, width)}; they stay as they are.
     *
     * @throws IllegalArgumentException where a side has fewer than 2 rows, a value is not finite, or widths differ
     */
    public static MmdTest of(float[][] reference, float[][] batch, DriftSettings settings, DriftListener listener) {
        FeatureRows.check(reference, batch, LEAST_ROWS);
        Random random = new Random(settings.seed());
        float[][] before = FeatureRows.sample(reference, settings.mostReferenceRows(), random);
        float[][] now = FeatureRows.sample(batch, settings.mostBatchRows(), random);
        boolean batchFirst = now.length <= before.length;
        float[][] pooled = batchFirst ? FeatureRows.pooled(now, before) : FeatureRows.pooled(before, now);
        Steps steps = new Steps(pooled.length, settings.permutations(), listener);
        GaussianKernel kernel = GaussianKernel.of(pooled, steps::next);
        int[] order = new int[pooled.length];
        Arrays.setAll(order, row -> row);
        int fewer = Math.min(before.length, now.length);
        double discrepancy = kernel.discrepancy(order, fewer);
        int reached = 0;
        for (int permutation = 0; permutation < settings.permutations(); permutation++) {
            if (permutation % STEP == 0) {
                steps.next();
            }
            FeatureRows.shuffleStart(order, fewer, random);
            reached += kernel.discrepancy(order, fewer) >= discrepancy - ROUNDING ? 1 : 0;
        }
        return new MmdTest(
                discrepancy,
                (1.0 + reached) / (1.0 + settings.permutations()),
                kernel.bandwidth(),
                before.length,
                reference.length,
                now.length,
                batch.length,
                settings.permutations());
    }

    @Override
    public String aspect() {
        return PART;
    }

    @Override
    public OptionalDouble chance() {
        return OptionalDouble.of(pValue);
    }

    @Override
    public String sentence() {
        return "the features lie elsewhere (squared discrepancy %s)".formatted(Wording.four(squaredDiscrepancy));
    }

    /** Counts the kernel's blocks, then hundreds of permutations. */
    private static final class Steps {
        private final int all;
        private final DriftListener listener;
        private int done;

        Steps(int rows, int permutations, DriftListener listener) {
            this.all = SquaredDistances.blocks(rows) + (permutations + STEP - 1) / STEP;
            this.listener = listener;
        }

        void next() {
            listener.onStep(PART, done++, all);
        }
    }
}

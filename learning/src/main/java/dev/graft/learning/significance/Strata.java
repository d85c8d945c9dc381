package dev.graft.learning.significance;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The rows by true class, from each of which a resample draws as many rows as it has. Classes of fewer than {@value
 * #FEWEST} rows are one stratum together, with the next larger class where they are still fewer: drawn from a class of one row, every resample would hold that row, as if nothing
 * were to be learnt about the class from further rows.
 */
final class Strata {
    static final int FEWEST = 10;

    private final List<int[]> strata;
    private final int rows;

    private Strata(List<int[]> strata, int rows) {
        this.strata = strata;
        this.rows = rows;
    }

    static Strata of(int[] truth, int classes) {
        int[] support = new int[classes];
        for (int label : truth) {
            support[label]++;
        }
        int[] stratumOf = new int[classes];
        int inTogether = 0;
        for (int label : byRows(support)) {
            boolean joins = inTogether < FEWEST && (support[label] < FEWEST || inTogether > 0);
            stratumOf[label] = joins ? classes : label;
            inTogether += joins ? support[label] : 0;
        }
        List<int[]> strata = IntStream.rangeClosed(0, classes)
                .mapToObj(stratum -> rows(truth, row -> stratumOf[truth[row]] == stratum))
                .filter(rows -> rows.length > 0)
                .toList();
        return new Strata(strata, truth.length);
    }

    /** The classes, those of fewest rows first. */
    private static int[] byRows(int[] support) {
        return IntStream.range(0, support.length)
                .boxed()
                .sorted(Comparator.comparingInt(label -> support[label]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static int[] rows(int[] truth, IntPredicate wanted) {
        return IntStream.range(0, truth.length).filter(wanted).toArray();
    }

    int rows() {
        return rows;
    }

    /** Counts into {@code weights}, which are cleared first, how often each row is drawn. */
    void draw(SplittableRandom random, int[] weights) {
        Arrays.fill(weights, 0);
        for (int[] stratum : strata) {
            for (int draw = 0; draw < stratum.length; draw++) {
                weights[stratum[random.nextInt(stratum.length)]]++;
            }
        }
    }

    /**
     * By how much a resample's variance is too small: of a stratum of n rows it is (n − 1) / n of the true one (Davison and
     * Hinkley, "Bootstrap Methods and their Application", 1997, section 3.2). The mean over the rows of its inverse, at
     * least 1.
     */
    double varianceShrinkage() {
        double sum = 0;
        for (int[] stratum : strata) {
            double n = stratum.length;
            sum += n < 2 ? n : n * (n / (n - 1));
        }
        return rows == 0 ? 1 : sum / rows;
    }
}

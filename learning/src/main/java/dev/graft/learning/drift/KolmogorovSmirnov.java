package dev.graft.learning.drift;

/**
 * The two-sample Kolmogorov-Smirnov test: the largest gap between two samples' shares of values up to some value, and the
 * chance of it where both come from one distribution.
 *
 * <p>The chance is exact while n × m is at most {@value #MOST_STEPS}: the share of all ways to deal the pooled values out
 * to the two samples whose gap is as large, found by following all of them at once along the lattice of how many each
 * sample has got (Hodges, "The significance probability of the Smirnov two-sample test", 1958). A gap counts only behind
 * the last of equal values, which makes it exact with ties, too (Schröer and Trenkler 1995): lengths of texts have many.
 * The chance that a gap is reached is added up, not taken from 1, so small ones keep their digits.
 *
 * <p>Beyond that it is Kolmogorov's limit distribution at gap × √(nm / (n + m)) (Kolmogorov 1933, Smirnov 1948), by the
 * one of its two series that converges quickly; with ties it errs towards no alarm.
 *
 * @param gap in [0, 1]
 * @param chance of a gap at least this large
 * @param exact whether the chance is exact
 */
record KolmogorovSmirnov(double gap, double chance, boolean exact) {

    private static final long MOST_STEPS = 10_000_000;
    private static final double SERIES_CHANGE = 1.18;
    private static final int TERMS = 20;

    /** Compares two ascending samples, neither empty. */
    static KolmogorovSmirnov of(double[] first, double[] second) {
        boolean[] boundary = new boolean[first.length + second.length + 1];
        long reach = reach(first, second, boundary);
        double pairs = (double) first.length * second.length;
        boolean exact = pairs <= MOST_STEPS;
        double chance = exact
                ? exact(Math.max(first.length, second.length), Math.min(first.length, second.length), boundary, reach)
                : limit(reach / pairs * Math.sqrt(pairs / (first.length + second.length)));
        return new KolmogorovSmirnov(reach / pairs, chance, exact);
    }

    /** The largest |i m - j n| behind the last of equal values; marks where that is among the pooled values. */
    private static long reach(double[] first, double[] second, boolean[] boundary) {
        long reach = 0;
        int i = 0;
        int j = 0;
        boundary[0] = true;
        while (i < first.length || j < second.length) {
            double value = j == second.length || (i < first.length && first[i] <= second[j]) ? first[i] : second[j];
            while (i < first.length && first[i] == value) {
                i++;
            }
            while (j < second.length && second[j] == value) {
                j++;
            }
            boundary[i + j] = true;
            reach = Math.max(reach, Math.abs((long) i * second.length - (long) j * first.length));
        }
        return reach;
    }

    private static double exact(int more, int fewer, boolean[] boundary, long reach) {
        double[] inside = new double[fewer + 1];
        double reached = 0;
        for (int i = 0; i <= more; i++) {
            for (int j = 0; j <= fewer; j++) {
                int left = more + fewer - i - j + 1;
                double here = i + j == 0 ? 1 : 0;
                here += i > 0 ? inside[j] * (more - i + 1) / left : 0;
                here += j > 0 ? inside[j - 1] * (fewer - j + 1) / left : 0;
                boolean stops = boundary[i + j] && Math.abs((long) i * fewer - (long) j * more) >= reach;
                reached += stops ? here : 0;
                inside[j] = stops ? 0 : here;
            }
        }
        return Math.min(1, reached);
    }

    /** P(K ≥ x) of Kolmogorov's distribution. */
    static double limit(double x) {
        double sum = 0;
        if (x < SERIES_CHANGE) {
            for (int k = 1; k <= TERMS && x > 0; k++) {
                double odd = (2 * k - 1) * Math.PI / x;
                sum += Math.exp(-odd * odd / 8);
            }
            return x > 0 ? 1 - Math.sqrt(2 * Math.PI) / x * sum : 1;
        }
        for (int k = 1; k <= TERMS; k++) {
            sum += (k % 2 == 1 ? 2 : -2) * Math.exp(-2.0 * k * k * x * x);
        }
        return sum;
    }
}

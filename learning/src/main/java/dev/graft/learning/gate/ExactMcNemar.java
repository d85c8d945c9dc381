package dev.graft.learning.gate;

/**
 * McNemar's test in its exact form: of the n rows that exactly one model answers rightly, the number each one
 * wins is Binomial(n, ½) if the models are equally good. McNemar, "Note on the sampling error of the difference
 * between correlated proportions" (1947). The exact form is chosen over the χ² approximation because few rows
 * are in dispute between two good models. The tail starts from a mass computed in logarithms and goes on by the
 * ratio of neighbouring masses, so that large n neither overflow nor lose digits.
 */
final class ExactMcNemar {

    private static final double LOG_2 = Math.log(2);
    private static final double HALF_LOG_2_PI = 0.5 * Math.log(2 * Math.PI);
    /** Below this the Stirling series is reached by the recurrence Γ(x + 1) = x Γ(x). */
    private static final double STIRLING_FROM = 15;

    private ExactMcNemar() {}

    static double pValue(long first, long second) {
        return Math.min(1.0, 2 * lowerTail(Math.min(first, second), first + second));
    }

    /** The chance that {@code wins} rows or more of all fall to one of two models that are equally good. */
    static double upperTail(long wins, long losses) {
        long rows = wins + losses;
        // The smaller tail is summed: its first mass is its largest, and the other one has lost no digits to it.
        return wins > losses ? lowerTail(losses, rows) : 1 - lowerTail(wins - 1, rows);
    }

    /** The chance that at most {@code most} of the rows fall to one of them, which is less than half of the rows or half. */
    private static double lowerTail(long most, long rows) {
        if (most < 0) {
            return 0;
        }
        double mass = Math.exp(logMass(most, rows));
        double tail = 0;
        for (long wins = most; wins >= 0 && mass > tail * 1e-17; wins--) {
            tail += mass;
            mass *= wins / (rows - wins + 1.0);
        }
        return tail;
    }

    private static double logMass(long wins, long rows) {
        return logGamma(rows + 1.0) - logGamma(wins + 1.0) - logGamma(rows - wins + 1.0) - rows * LOG_2;
    }

    /** Natural logarithm of Γ(x) for x ≥ 1, by Stirling's series to x<sup>-11</sup>. */
    static double logGamma(double x) {
        double product = 1;
        double z = x;
        while (z < STIRLING_FROM) {
            product *= z++;
        }
        double inverse = 1 / z;
        double square = inverse * inverse;
        double series = 1 / 1188.0 - square * 691 / 360360.0;
        series = 1 / 1680.0 - square * series;
        series = 1 / 1260.0 - square * series;
        series = 1 / 360.0 - square * series;
        series = 1 / 12.0 - square * series;
        return (z - 0.5) * Math.log(z) - z + HALF_LOG_2_PI + inverse * series - Math.log(product);
    }
}

package dev.graft.learning.gate;

import org.apache.commons.statistics.distribution.BinomialDistribution;

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
        long rows = first + second;
        long fewer = Math.min(first, second);
        double mass = Math.exp(logMass(fewer, rows));
        double tail = 0;
        for (long wins = fewer; wins >= 0 && mass > tail * 1e-17; wins--) {
            tail += mass;
            mass *= wins / (rows - wins + 1.0);
        }
        return Math.min(1.0, 2 * tail);
    }

    /** The chance that {@code wins} rows or more of all fall to one of two models that are equally good. */
    static double upperTail(long wins, long losses) {
        long rows = wins + losses;
        return rows == 0 || wins == 0
                ? 1
                : BinomialDistribution.of(Math.toIntExact(rows), 0.5).survivalProbability(Math.toIntExact(wins - 1));
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

package dev.graft.learning.metrics;

/** A quotient that is 0 where the divisor is 0: scikit-learn's {@code zero_division=0}. */
final class Ratio {

    private Ratio() {}

    static double of(long dividend, long divisor) {
        return of((double) dividend, (double) divisor);
    }

    static double of(double dividend, double divisor) {
        return divisor == 0 ? 0.0 : dividend / divisor;
    }
}

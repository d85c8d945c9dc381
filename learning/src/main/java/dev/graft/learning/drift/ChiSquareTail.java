package dev.graft.learning.drift;

/**
 * The upper tail of the χ² distribution: Γ(k/2, x/2) / Γ(k/2), by the power series of the lower part below x = k + 2 and
 * by Legendre's continued fraction above (Abramowitz and Stegun, 6.5.29 and 6.5.31; the fraction evaluated from the front
 * after Lentz 1976). Degrees of freedom are whole numbers, so Γ(k/2) is a product of known factors and no library is
 * needed for it.
 */
final class ChiSquareTail {

    private static final double ENOUGH = 1e-14;
    private static final int MOST_TERMS = 100_000;

    private ChiSquareTail() {}

    /** P(χ² ≥ x) with {@code degrees} of freedom; 1 with none, where nothing can vary. */
    static double above(double x, int degrees) {
        if (degrees == 0 || x <= 0) {
            return 1;
        }
        double a = degrees / 2.0;
        double y = x / 2;
        double scale = Math.exp(a * Math.log(y) - y - logGamma(degrees));
        return y < a + 1 ? 1 - scale * series(a, y) : scale * fraction(a, y);
    }

    /** Σ yⁿ / (a (a + 1) … (a + n)). */
    private static double series(double a, double y) {
        double term = 1 / a;
        double sum = term;
        for (int n = 1; n < MOST_TERMS && term > sum * ENOUGH; n++) {
            term *= y / (a + n);
            sum += term;
        }
        return sum;
    }

    /** 1 / (y + 1 - a - 1 (1 - a) / (y + 3 - a - 2 (2 - a) / (y + 5 - a - …))). */
    private static double fraction(double a, double y) {
        double below = y + 1 - a;
        double numerators = Double.MAX_VALUE;
        double denominators = 1 / below;
        double value = denominators;
        double change = 0;
        for (int n = 1; n < MOST_TERMS && Math.abs(change - 1) > ENOUGH; n++) {
            double partial = -n * (n - a);
            below += 2;
            denominators = 1 / (below + partial * denominators);
            numerators = below + partial / numerators;
            change = numerators * denominators;
            value *= change;
        }
        return value;
    }

    /** ln Γ(k/2), from Γ(1) = 1 or Γ(½) = √π. */
    private static double logGamma(int degrees) {
        double sum = degrees % 2 == 0 ? 0 : Math.log(Math.PI) / 2;
        for (double factor = degrees % 2 == 0 ? 1 : 0.5; factor < degrees / 2.0; factor++) {
            sum += Math.log(factor);
        }
        return sum;
    }
}

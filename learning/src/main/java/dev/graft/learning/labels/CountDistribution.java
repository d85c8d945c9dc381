package dev.graft.learning.labels;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The distribution of a count under a hypothesis. Masses are built outwards from the mode by the ratio of neighbours, so
 * that large counts neither overflow nor need factorials; those below 10<sup>-18</sup> are left out.
 *
 * @param least the smallest count that has a mass
 * @param masses of {@code least}, {@code least + 1} and so on, summing to 1
 */
record CountDistribution(int least, double[] masses) {

    private static final double SMALLEST = 1e-18;

    /** Always 0. */
    static final CountDistribution ZERO = new CountDistribution(0, new double[] {1});

    /** The successes of so many trials. */
    static CountDistribution binomial(int trials, double probability) {
        if (probability <= 0 || probability >= 1) {
            return new CountDistribution(probability <= 0 ? 0 : trials, new double[] {1});
        }
        double odds = probability / (1 - probability);
        int mode = Math.min(trials, (int) ((trials + 1.0) * probability));
        return around(mode, 0, trials, count -> (trials - count) / (count + 1.0) * odds);
    }

    /** The marked ones among {@code drawn} rows, of {@code rows} of which {@code marked} are. */
    static CountDistribution hypergeometric(int rows, int marked, int drawn) {
        int most = Math.min(marked, drawn);
        int mode = (int) Math.min(most, (marked + 1.0) * (drawn + 1.0) / (rows + 2.0));
        int least = Math.max(0, marked + drawn - rows);
        return around(
                Math.max(mode, least),
                least,
                most,
                count -> (marked - count)
                        * (double) (drawn - count)
                        / ((count + 1.0) * (rows - marked - drawn + count + 1.0)));
    }

    /** The distribution of the sum of two counts that know nothing of each other. */
    CountDistribution plus(CountDistribution other) {
        double[] sum = new double[masses.length + other.masses.length - 1];
        for (int i = 0; i < masses.length; i++) {
            for (int j = 0; j < other.masses.length; j++) {
                sum[i + j] += masses[i] * other.masses[j];
            }
        }
        return trimmed(least + other.least, sum);
    }

    /** The probability of this count or more. */
    double atLeast(int count) {
        return total(Math.max(0, count - least), masses.length);
    }

    /** The probability of this count or less. */
    double atMost(int count) {
        return total(0, Math.min(masses.length, count - least + 1));
    }

    private double total(int from, int to) {
        return Math.min(1, IntStream.range(from, to).mapToDouble(i -> masses[i]).sum());
    }

    /** @param ratio the mass of {@code count + 1} over that of {@code count} */
    private static CountDistribution around(int mode, int least, int most, IntToDoubleFunction ratio) {
        double[] masses = new double[most - least + 1];
        masses[mode - least] = 1;
        for (int count = mode; count < most && masses[count - least] > SMALLEST; count++) {
            masses[count + 1 - least] = masses[count - least] * ratio.applyAsDouble(count);
        }
        for (int count = mode; count > least && masses[count - least] > SMALLEST; count--) {
            masses[count - 1 - least] = masses[count - least] / ratio.applyAsDouble(count - 1);
        }
        double sum = Arrays.stream(masses).sum();
        return trimmed(least, Arrays.stream(masses).map(mass -> mass / sum).toArray());
    }

    private static CountDistribution trimmed(int least, double[] masses) {
        int from = 0;
        while (masses[from] < SMALLEST) {
            from++;
        }
        int to = masses.length;
        while (masses[to - 1] < SMALLEST) {
            to--;
        }
        return new CountDistribution(least + from, Arrays.copyOfRange(masses, from, to));
    }
}

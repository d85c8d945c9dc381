package dev.graft.learning.drift;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holm's correction for several tests at once ("A simple sequentially rejective multiple test procedure", 1979), with its
 * weights: the chance that any test of an unchanged batch falls to the level or below stays at most the level, however the
 * tests depend on each other.
 */
final class Holm {

    private Holm() {}

    /**
     * The corrected p-values, in the tests' order.
     *
     * @param weights above 0, one a test: how much of the level it gets beside the others
     */
    static double[] adjusted(double[] pValues, double[] weights) {
        int[] ascending = IntStream.range(0, pValues.length)
                .boxed()
                .sorted(Comparator.comparingDouble(test -> pValues[test] / weights[test]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[pValues.length];
        double left = Arrays.stream(weights).sum();
        double least = 0;
        for (int test : ascending) {
            least = Math.max(least, Math.min(1, left / weights[test] * pValues[test]));
            adjusted[test] = least;
            left -= weights[test];
        }
        return adjusted;
    }
}

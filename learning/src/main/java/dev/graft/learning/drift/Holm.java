package dev.graft.learning.drift;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holm's correction for several tests at once ("A simple sequentially rejective multiple test procedure", 1979): the chance
 * that any test of an unchanged batch falls to the level or below stays at most the level, however the tests depend on
 * each other.
 */
final class Holm {

    private Holm() {}

    /** The corrected p-values, in the tests' order. */
    static double[] adjusted(double[] pValues) {
        int[] ascending = IntStream.range(0, pValues.length)
                .boxed()
                .sorted(Comparator.comparingDouble(test -> pValues[test]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[pValues.length];
        double least = 0;
        for (int rank = 0; rank < ascending.length; rank++) {
            least = Math.max(least, Math.min(1, (ascending.length - rank) * pValues[ascending[rank]]));
            adjusted[ascending[rank]] = least;
        }
        return adjusted;
    }
}

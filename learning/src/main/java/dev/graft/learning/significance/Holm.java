package dev.graft.learning.significance;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holm's step-down correction of p-values for having asked several questions at once: among true hypotheses, one is
 * rejected by mistake at most as often as the level says, however they depend on each other. Holm, "A Simple Sequentially
 * Rejective Multiple Test Procedure" (1979).
 */
public final class Holm {
    private Holm() {}

    /**
     * The adjusted p-values, each in [0, 1], in the order of the given ones: what is at or below a level is rejected at it.
     *
     * @param pValues each in [0, 1]
     */
    public static double[] adjusted(double... pValues) {
        int[] order = IntStream.range(0, pValues.length)
                .boxed()
                .sorted(Comparator.comparingDouble(at -> pValues[at]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[pValues.length];
        double largest = 0;
        for (int rank = 0; rank < order.length; rank++) {
            largest = Math.max(largest, Math.min(1, (order.length - rank) * pValues[order[rank]]));
            adjusted[order[rank]] = largest;
        }
        return adjusted;
    }
}

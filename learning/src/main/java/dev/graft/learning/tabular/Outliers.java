package dev.graft.learning.tabular;

import java.util.Arrays;
import java.util.Map;

/**
 * Fits the range of values that are no outliers: the median plus and minus some robust deviations, where one is 1.4826
 * times the median distance from the median, which is the standard deviation of normal values (Rousseeuw and Croux 1993).
 * A column of which more than half of the values are the same has no such deviation and no range.
 */
final class Outliers {

    private static final double OF_NORMAL_VALUES = 1.4826;

    private Outliers() {}

    static FittedStep fit(FitTable rows, FeatureStep step) {
        double width = step.number("deviations");
        double[] least = new double[rows.width()];
        double[] most = new double[rows.width()];
        long clipped = 0;
        int unbounded = 0;
        for (int i = 0; i < least.length; i++) {
            double[] values = rows.column(i);
            double median = Quantiles.median(Quantiles.sorted(values));
            double[] distances =
                    Arrays.stream(values).map(value -> Math.abs(value - median)).toArray();
            double reach = width * OF_NORMAL_VALUES * Quantiles.median(Quantiles.sorted(distances));
            boolean bounded = reach > 0;
            least[i] = bounded ? bounded(median - reach) : -Double.MAX_VALUE;
            most[i] = bounded ? bounded(median + reach) : Double.MAX_VALUE;
            unbounded += bounded ? 0 : 1;
            clipped += clipped(values, least[i], most[i]);
        }
        return new FittedStep(
                step,
                new Clip(least, most),
                StepEffect.of(
                        step, least.length, Map.of("valuesClipped", (double) clipped, "columnsWithoutRange", (double)
                                unbounded)));
    }

    private static double bounded(double value) {
        return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value));
    }

    private static long clipped(double[] values, double least, double most) {
        return Arrays.stream(values)
                .filter(value -> value < least || value > most)
                .count();
    }
}

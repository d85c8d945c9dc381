package dev.graft.learning.tabular;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;

/** Fits which columns stay. */
final class Selection {

    private Selection() {}

    /** @throws IllegalArgumentException where no column's variance is above the threshold */
    static FittedStep byVariance(FitTable rows, FeatureStep step) {
        double threshold = step.number("threshold");
        int[] all = rows.all();
        double[] mean = Moments.mean(rows.values(), all);
        double[] variance = Moments.variance(rows.values(), all, mean);
        int[] kept = IntStream.range(0, variance.length)
                .filter(i -> variance[i] > threshold)
                .toArray();
        if (kept.length == 0) {
            throw new IllegalArgumentException(step + ": no column varies as much; remedy: a lower threshold");
        }
        return fitted(rows, step, kept, variance, value -> "variance " + value + " is not above " + threshold);
    }

    /**
     * Of equal columns the first stay.
     *
     * @throws IllegalArgumentException where the rows with a class are of fewer than two
     */
    static FittedStep byMutualInformation(FitTable rows, FeatureStep step) {
        int[] labelled = IntStream.range(0, rows.rows())
                .filter(row -> rows.classes()[row] >= 0)
                .toArray();
        int[] classes = Arrays.stream(labelled).map(row -> rows.classes()[row]).toArray();
        if (Arrays.stream(classes).distinct().count() < 2) {
            throw new IllegalArgumentException(
                    step + " needs rows of two classes or more; remedy: label rows, or select by variance");
        }
        MutualInformation information = new MutualInformation(classes, step.count("bins"));
        double[] nats = new double[rows.width()];
        for (int i = 0; i < nats.length; i++) {
            double[] column = rows.column(i);
            nats[i] = information.of(
                    Arrays.stream(labelled).mapToDouble(row -> column[row]).toArray());
        }
        int[] kept = IntStream.range(0, nats.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> nats[i])
                        .reversed()
                        .thenComparing(i -> i))
                .limit(step.count("keep"))
                .mapToInt(i -> i)
                .sorted()
                .toArray();
        return fitted(
                rows,
                step,
                kept,
                nats,
                value -> String.format(Locale.ROOT, "%.4f nats of the label are too few", value));
    }

    private static FittedStep fitted(
            FitTable rows, FeatureStep step, int[] kept, double[] worth, DoubleFunction<String> why) {
        Map<String, String> dropped = new LinkedHashMap<>();
        double least = Double.MAX_VALUE;
        for (int i = 0; i < worth.length; i++) {
            if (Arrays.binarySearch(kept, i) < 0) {
                dropped.put(rows.names().get(i), why.apply(worth[i]));
            } else {
                least = Math.min(least, worth[i]);
            }
        }
        TreeMap<String, Double> figures = new TreeMap<>(Map.of("leastKept", least));
        return new FittedStep(
                step,
                new Keep(rows.width(), kept),
                new StepEffect(step.toString(), rows.width(), kept.length, figures, dropped));
    }
}

package dev.graft.learning.tabular;

import java.util.Arrays;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Fits what stands for missing values. */
final class MissingValues {

    private MissingValues() {}

    static FittedStep median(FitTable rows, FeatureStep step) {
        return fit(rows, step, Quantiles::median);
    }

    static FittedStep mean(FitTable rows, FeatureStep step) {
        return fit(rows, step, values -> Arrays.stream(values).sum() / values.length);
    }

    private static FittedStep fit(FitTable rows, FeatureStep step, ToDoubleFunction<double[]> typical) {
        double[] fill = new double[rows.width()];
        long filled = 0;
        int touched = 0;
        int empty = 0;
        for (int column = 0; column < fill.length; column++) {
            double[] known = Quantiles.sorted(rows.column(column));
            fill[column] = known.length == 0 ? 0 : typical.applyAsDouble(known);
            filled += rows.rows() - known.length;
            touched += known.length < rows.rows() ? 1 : 0;
            empty += known.length == 0 ? 1 : 0;
        }
        FittedNumbers.requireFinite(step.toString(), fill);
        return new FittedStep(
                step,
                new Fill(fill),
                StepEffect.of(
                        step,
                        fill.length,
                        Map.of(
                                "valuesFilled",
                                (double) filled,
                                "columnsFilled",
                                (double) touched,
                                "columnsEmpty",
                                (double) empty)));
    }
}

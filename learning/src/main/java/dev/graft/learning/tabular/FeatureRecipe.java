package dev.graft.learning.tabular;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * What is done to rows of numbers before a model sees them: steps, one after the other, each fitted on what the ones before
 * make of the training rows. A value, which prints as its steps.
 *
 * @param steps in their order, at most {@value #MOST_STEPS}; one that fills missing values comes first
 */
public record FeatureRecipe(List<FeatureStep> steps) {

    /** The most steps of a recipe. */
    public static final int MOST_STEPS = 20;

    /** The most domains among training rows. */
    public static final int MOST_DOMAINS = 100;

    /** The most values (rows times columns) of a fit, 400 MB of doubles. */
    public static final long MOST_VALUES = 50_000_000;

    public FeatureRecipe {
        steps = List.copyOf(steps);
        if (steps.size() > MOST_STEPS) {
            throw new IllegalArgumentException("a recipe has " + MOST_STEPS + " steps at most, not " + steps.size());
        }
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).kind().fillsMissing()) {
                throw new IllegalArgumentException(
                        steps.get(i) + " must be the first step: the others read no missing values");
            }
        }
    }

    /**
     * The steps that are declared so, as in {@code missing-median@1}, {@code pca@1(components=50)}.
     *
     * @throws IllegalArgumentException on an unknown step, a wrong parameter or a wrong order
     */
    public static FeatureRecipe of(List<String> declared) {
        return new FeatureRecipe(declared.stream().map(FeatureStep::of).toList());
    }

    /** The steps as declarations spell them, parameters' usual values included. */
    public List<String> declared() {
        return steps.stream().map(FeatureStep::toString).toList();
    }

    /**
     * Fits the steps. The same rows in the same order give the same bits, in another order the same up to rounding.
     *
     * <p>Memory beside the rows, R of them with C columns: 8 R C bytes for the values, as many again where a step narrows
     * them or takes a covariance, and about 80 n² bytes for a matrix of side n, at most {@value Symmetric#LARGEST}: the
     * columns of CORAL; the smaller of rows and columns of PCA.
     *
     * @param columns of the rows
     * @param trainRows no validation and no test rows; at least 2
     * @param classes the class of each row, from 0; below 0 for a row without label, of which domains and moments still
     *     learn
     * @throws IllegalArgumentException where rows do not fit the columns or miss values that no step fills, or a step
     *     cannot be fitted on them, with the remedy
     */
    public FittedFeatures fit(TabularColumns columns, List<TabularRow> trainRows, int... classes) {
        FitTable table = table(columns, trainRows, classes);
        List<FittedStep> fitted = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            FeatureStep step = steps.get(i);
            FittedStep next = step.kind().fit(table, step);
            fitted.add(next);
            FittedFeatures.requireRoom(fitted);
            if (i + 1 < steps.size()) {
                table = table.behind(next.change());
            }
        }
        return new FittedFeatures(columns, trainRows.size(), fitted);
    }

    private FitTable table(TabularColumns columns, List<TabularRow> rows, int... classes) {
        int width = columns.width();
        if (rows.size() < 2 || rows.size() != classes.length) {
            throw new IllegalArgumentException(
                    "a fit needs 2 rows or more and a class for each, not " + rows.size() + " and " + classes.length);
        }
        if ((long) rows.size() * width > MOST_VALUES) {
            throw new IllegalArgumentException(rows.size() + " rows of " + width + " features are more than "
                    + MOST_VALUES + " values; remedy: fit on a sample of the training rows");
        }
        boolean fills = !steps.isEmpty() && steps.get(0).kind().fillsMissing();
        DMatrixRMaj values = new DMatrixRMaj(rows.size(), width);
        for (int row = 0; row < rows.size(); row++) {
            double[] checked = FittedFeatures.checked(columns, rows.get(row).values(), fills);
            System.arraycopy(checked, 0, values.data, row * width, width);
        }
        return new FitTable(values, columns.featureNames(), domains(rows), classes);
    }

    private static TreeMap<String, int[]> domains(List<TabularRow> rows) {
        TreeMap<String, List<Integer>> numbers = new TreeMap<>();
        for (int row = 0; row < rows.size(); row++) {
            @Nullable String domain = rows.get(row).domain();
            if (domain != null) {
                numbers.computeIfAbsent(domain, name -> new ArrayList<>()).add(row);
            }
        }
        if (numbers.size() > MOST_DOMAINS) {
            throw new IllegalArgumentException(
                    "the rows come from " + numbers.size() + " domains; a fit takes " + MOST_DOMAINS + " at most");
        }
        TreeMap<String, int[]> domains = new TreeMap<>();
        numbers.forEach((name, of) ->
                domains.put(name, of.stream().mapToInt(Integer::intValue).toArray()));
        return domains;
    }

    @Override
    public String toString() {
        return declared().toString();
    }
}

package dev.graft.dataprep.check;

import dev.graft.contracts.task.Features;
import dev.graft.contracts.task.Task;
import dev.graft.dataprep.journal.RowSample;
import dev.graft.dataprep.mapping.NumberMapping;
import dev.graft.learning.drift.DataSample;
import dev.graft.learning.drift.WordCounts;
import dev.graft.learning.labels.ProbeMemory;
import dev.graft.learning.tabular.FeatureRecipe;
import dev.graft.learning.tabular.FittedFeatures;
import dev.graft.learning.tabular.TabularColumn;
import dev.graft.learning.tabular.TabularColumns;
import dev.graft.learning.tabular.TabularRow;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Rows of numbers as the checks see them: gaps filled, wild values clipped, columns standardised, all as the data set's rows
 * have it, or the batch's own where there are too few of those. Not the task's steps, some of which need labels, and
 * labels are what is in doubt.
 */
final class NumberSight implements Sight {
    /** Of so many columns each is compared by itself, the first ones; of all of them by the features. */
    private static final int MAX_COMPARED = 200;

    private static final String MISSING = "missing values a row";
    private static final FeatureRecipe RECIPE =
            FeatureRecipe.of(List.of("missing-median@1", "outliers-clip@1", "standardise@1"));

    private final TabularColumns columns;
    private final FittedFeatures fitted;

    private NumberSight(TabularColumns columns, FittedFeatures fitted) {
        this.columns = columns;
        this.fitted = fitted;
    }

    /** @throws FeaturesFailed when the numbers are such that nothing can be fitted on them */
    static NumberSight of(Task task, List<RowSample.Row> dataset, List<RowSample.Row> batch) {
        Features features = Objects.requireNonNull(task.features());
        TabularColumns columns = NumberMapping.columns(features);
        List<TabularRow> rows = (dataset.size() < CheckBatch.LEAST_ROWS ? batch : dataset)
                .stream().map(row -> aligned(row, columns)).toList();
        int[] unknown = new int[rows.size()];
        Arrays.fill(unknown, -1);
        try {
            return new NumberSight(columns, RECIPE.fit(columns, rows, unknown));
        } catch (IllegalArgumentException e) {
            throw new FeaturesFailed(e);
        }
    }

    @Override
    public String backbone() {
        return Task.FITTED_FEATURES;
    }

    @Override
    public FeatureCache.Features features(List<RowSample.Row> dataset, List<RowSample.Row> batch) {
        return new FeatureCache.Features(features(dataset), features(batch), new ProbeMemory());
    }

    private float[][] features(List<RowSample.Row> rows) {
        try {
            return rows.stream().map(row -> fitted.apply(aligned(row, columns))).toArray(float[][]::new);
        } catch (IllegalArgumentException e) {
            throw new FeaturesFailed(e);
        }
    }

    private static TabularRow aligned(RowSample.Row row, TabularColumns columns) {
        return new TabularRow(
                columns.aligned(row.numbers().values()), row.numbers().domain());
    }

    /** Each column of numbers, how many values are missing, and the features. */
    @Override
    public DataSample sample(List<RowSample.Row> rows, SortedMap<String, Long> labels, float[][] features) {
        double[][] values = rows.stream()
                .map(row -> columns.aligned(row.numbers().values()))
                .toArray(double[][]::new);
        SortedMap<String, double[]> numbers = new TreeMap<>();
        for (int i = 0; i < Math.min(columns.size(), MAX_COMPARED); i++) {
            int column = i;
            numbers.put(
                    columns.all().get(i).name(),
                    Arrays.stream(values)
                            .mapToDouble(row -> row[column])
                            .filter(value -> !Double.isNaN(value))
                            .toArray());
        }
        numbers.put(
                MISSING,
                Arrays.stream(values)
                        .mapToDouble(
                                row -> Arrays.stream(row).filter(Double::isNaN).count())
                        .toArray());
        return new DataSample(labels, numbers, WordCounts.of(List.of()), features);
    }

    @Override
    public String shown(RowSample.Row row) {
        double[] values = columns.aligned(row.numbers().values());
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < values.length && shown.length() < MAX_COMPARED; i++) {
            if (!Double.isNaN(values[i])) {
                shown.append(shown.isEmpty() ? "" : ", ")
                        .append(columns.all().get(i).name())
                        .append('=')
                        .append(written(columns.all().get(i), values[i]));
            }
        }
        return shown.toString();
    }

    private static String written(TabularColumn column, double value) {
        List<String> words = column.values();
        return words == null ? Double.toString(value) : words.get((int) value);
    }
}

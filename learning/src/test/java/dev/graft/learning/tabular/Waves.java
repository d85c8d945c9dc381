package dev.graft.learning.tabular;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Rows of two domains, {@code a} and {@code b} in turn, that a formula gives: any language makes the same ones. */
final class Waves {

    private Waves() {}

    static List<TabularRow> rows(int count, int width) {
        List<TabularRow> rows = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            int i = row;
            double[] values = IntStream.range(0, width)
                    .mapToDouble(j -> Math.sin(1 + 3 * i + 5 * j + 0.7 * i * j) * (j + 1) + (i % 2) * j)
                    .toArray();
            rows.add(new TabularRow(values, row % 2 == 0 ? "a" : "b"));
        }
        return rows;
    }

    /** 0 to 2, as columns 1 and 4 say. */
    static int[] classes(List<TabularRow> rows) {
        return rows.stream()
                .mapToInt(row -> (row.values()[1] > 0 ? 1 : 0) + (row.values()[4] > 1 ? 1 : 0))
                .toArray();
    }

    static FittedFeatures fit(List<TabularRow> rows, String... steps) {
        int width = rows.get(0).values().length;
        return FeatureRecipe.of(Arrays.asList(steps))
                .fit(TabularColumns.numbered(width), rows, width > 4 ? classes(rows) : new int[rows.size()]);
    }

    static StepEffect last(FittedFeatures features) {
        return features.report().get(features.report().size() - 1);
    }
}

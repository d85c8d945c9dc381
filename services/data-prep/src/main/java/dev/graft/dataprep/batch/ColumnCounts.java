package dev.graft.dataprep.batch;

import dev.graft.dataprep.batch.QualityReport.ColumnSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Statistics of each column of accepted rows, taken row by row. Not thread-safe. */
final class ColumnCounts {
    private final List<String> names;
    private final long[] present;
    private final double[] least;
    private final double[] most;
    private final double[] mean;
    private long rows;

    ColumnCounts(List<String> names) {
        this.names = List.copyOf(names);
        this.present = new long[names.size()];
        this.least = new double[names.size()];
        this.most = new double[names.size()];
        this.mean = new double[names.size()];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        Arrays.fill(most, Double.NEGATIVE_INFINITY);
    }

    void add(double... values) {
        rows++;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                present[i]++;
                least[i] = Math.min(least[i], values[i]);
                most[i] = Math.max(most[i], values[i]);
                mean[i] += (values[i] - mean[i]) / present[i];
            }
        }
    }

    List<ColumnSummary> summary() {
        List<ColumnSummary> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            columns.add(
                    present[i] == 0
                            ? new ColumnSummary(names.get(i), rows, null, null, null)
                            : new ColumnSummary(names.get(i), rows - present[i], least[i], mean[i], most[i]));
        }
        return columns;
    }
}

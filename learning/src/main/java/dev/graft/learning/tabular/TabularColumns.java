package dev.graft.learning.tabular;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The columns that each row of a task has, in their order.
 *
 * @param all 1 to {@value #MOST}, with distinct names
 */
public record TabularColumns(List<TabularColumn> all) {

    /** The most columns of a task, and the most features that they make before any step. */
    public static final int MOST = 5_000;

    public TabularColumns {
        if (all.isEmpty() || all.size() > MOST) {
            throw new IllegalArgumentException("a task has 1 to " + MOST + " columns, not " + all.size());
        }
        all = List.copyOf(all);
        Set<String> seen = new HashSet<>();
        for (TabularColumn column : all) {
            if (!seen.add(column.name())) {
                throw new IllegalArgumentException("two columns are named '" + column.name() + "'");
            }
        }
        int width = all.stream().mapToInt(TabularColumn::width).sum();
        if (width > MOST) {
            throw new IllegalArgumentException(
                    "the columns with all their words make " + width + " features, more than " + MOST);
        }
    }

    /** Columns of these names, without ranges. */
    public static TabularColumns named(List<String> names) {
        return new TabularColumns(names.stream().map(TabularColumn::named).toList());
    }

    /** Columns named {@code x1}, {@code x2} and so on. */
    public static TabularColumns numbered(int count) {
        return named(IntStream.rangeClosed(1, count).mapToObj(i -> "x" + i).toList());
    }

    /** The number of columns. */
    public int size() {
        return all.size();
    }

    /** The columns' names, in their order. */
    public List<String> names() {
        return all.stream().map(TabularColumn::name).toList();
    }

    /** The number of features that a row has before any step. */
    public int width() {
        return all.stream().mapToInt(TabularColumn::width).sum();
    }

    /** The names of those features, in their order: a column's own, or one for each of its words. */
    public List<String> featureNames() {
        return all.stream().flatMap(TabularColumn::featureNames).toList();
    }

    /**
     * A row of an earlier or a later list of columns as one of these: they grow at the end alone, so what an earlier row lacks
     * is missing, and what a later one has beyond is left out.
     */
    public double[] aligned(double[] values) {
        if (values.length == size()) {
            return values;
        }
        double[] aligned = Arrays.copyOf(values, size());
        if (values.length < size()) {
            Arrays.fill(aligned, values.length, size(), Double.NaN);
        }
        return aligned;
    }

    /** The features of a row before any step, a new array: of words one is 1 and the others are 0, all where it is missing. */
    double[] spread(double[] values) {
        double[] features = new double[width()];
        int at = 0;
        for (int i = 0; i < size(); i++) {
            TabularColumn column = all.get(i);
            if (column.values() == null) {
                features[at] = values[i];
            } else if (values[i] >= 0 && values[i] < column.width()) {
                features[at + (int) values[i]] = 1;
            }
            at += column.width();
        }
        return features;
    }

    void requireWidth(double[] values) {
        if (values.length != size()) {
            throw new IllegalArgumentException(
                    "a row has " + values.length + " values, the task has " + size() + " columns");
        }
    }
}

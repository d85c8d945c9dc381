package dev.graft.learning.tabular;

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

    /** The most columns of a task. */
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

    /**
     * Checks a row where it enters the system.
     *
     * @throws IllegalArgumentException where it has another number of values, or one that its column cannot have, with the
     *     first such column's name
     */
    public void check(TabularRow row) {
        requireWidth(row.values());
        for (int i = 0; i < size(); i++) {
            double value = row.values()[i];
            if (!all.get(i).accepts(value)) {
                throw new IllegalArgumentException("column '" + all.get(i).name() + "' has the value " + value
                        + "; it must be a finite number in " + all.get(i).range());
            }
        }
    }

    void requireWidth(double[] values) {
        if (values.length != size()) {
            throw new IllegalArgumentException(
                    "a row has " + values.length + " values, the task has " + size() + " columns");
        }
    }
}

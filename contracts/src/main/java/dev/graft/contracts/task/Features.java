package dev.graft.contracts.task;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a row of numbers holds, of a task of the modality {@value Task#TABULAR}.
 *
 * @param columns in their order, 1 to {@value #MAX_COLUMNS} of distinct names; a later version of the task may only add some
 *     behind them. Null in a declaration: they are inferred from the first batch, and declared for good
 * @param steps what is done to the numbers before a model sees them, in their order, each with its version, as in {@code
 *     pca@1(components=50)}; at most {@value #MAX_STEPS}. Null: {@link #DEFAULT_STEPS}
 */
public record Features(
        @Nullable List<Column> columns, @Nullable List<String> steps) {

    public static final int MAX_COLUMNS = 5_000;
    public static final int MAX_STEPS = 20;

    /** A gap becomes the median of its column, and each column gets mean 0 and variance 1. */
    public static final List<String> DEFAULT_STEPS = List.of("missing-median@1", "standardise@1");

    /** Columns that are inferred. */
    public static final Features INFERRED = new Features(null, null);

    public Features {
        columns = columns == null ? null : List.copyOf(columns);
        steps = steps == null ? DEFAULT_STEPS : List.copyOf(steps);
    }

    /**
     * A column.
     *
     * @param minimum the smallest value that can be right, in the column's own unit; null: any
     * @param maximum the largest value that can be right; null: any
     * @param required whether a row without a value is quarantined; null: no, the value is missing
     * @param values the words that it may hold, 2 to {@value #MAX_VALUES}: each becomes a feature of its own that is 1 or 0.
     *     Null: it holds numbers
     */
    public record Column(
            String name,
            @Nullable Double minimum,
            @Nullable Double maximum,
            @Nullable Boolean required,
            @Nullable List<String> values) {

        public static final int MAX_VALUES = 1_000;

        public Column {
            required = required != null && required;
            values = values == null ? null : List.copyOf(values);
        }

        /** A column of any numbers, which may be missing. */
        public static Column named(String name) {
            return new Column(name, null, null, null, null);
        }
    }
}

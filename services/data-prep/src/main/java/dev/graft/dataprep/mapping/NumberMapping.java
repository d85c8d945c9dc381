package dev.graft.dataprep.mapping;

import dev.graft.contracts.task.DataSource;
import dev.graft.contracts.task.Features;
import dev.graft.dataprep.reading.RawRow;
import dev.graft.dataprep.reading.Wanted;
import dev.graft.learning.tabular.ColumnValue;
import dev.graft.learning.tabular.TabularColumn;
import dev.graft.learning.tabular.TabularColumns;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of one batch become rows of a task that learns from numbers: columns renamed, units converted, values read
 * by their columns, the label translated. Thread-safe.
 */
public final class NumberMapping {
    /** A row without any value. */
    public static final String NO_VALUES = "features-missing";

    /** Where a JSON row may hold its values, as the rows of an event do. */
    public static final String FEATURES = "features";

    private final TabularColumns columns;
    private final List<String> names;
    private final Map<String, Conversion> conversions;
    private final Labelling labels;

    private NumberMapping(
            TabularColumns columns, List<String> names, Map<String, Conversion> conversions, Labelling labels) {
        this.columns = columns;
        this.names = names;
        this.conversions = conversions;
        this.labels = labels;
    }

    /** Rows whose columns are the task's own; the batch may name those of label and group. */
    public static NumberMapping ofColumns(TabularColumns columns, @Nullable Map<String, String> names) {
        return new NumberMapping(columns, columns.names(), Map.of(), Labelling.ofColumns(names));
    }

    /**
     * Rows of a file of a data source.
     *
     * @throws IllegalArgumentException when the declaration makes no sense, with the field and the reason
     */
    public static NumberMapping of(TabularColumns columns, DataSource source) {
        Map<String, String> renamed = Objects.requireNonNull(source.columns());
        Set<String> unknown = new TreeSet<>(renamed.keySet());
        columns.names().forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("columns: the task has no columns " + unknown
                    + "; name columns of the task, and the source's for them");
        }
        List<String> names = columns.names().stream()
                .map(name -> renamed.getOrDefault(name, name))
                .toList();
        Map<String, Conversion> conversions = Conversion.of(source);
        Set<String> idle = new TreeSet<>(conversions.keySet());
        names.forEach(idle::remove);
        if (!idle.isEmpty()) {
            throw new IllegalArgumentException(
                    "units: " + idle
                            + " are no columns of the source that the task has; write them as the source does, or leave them out");
        }
        return new NumberMapping(columns, names, conversions, Labelling.of(source));
    }

    /** Rows of a data source that an event carries: their columns and units are the task's own, their labels the source's. */
    public static NumberMapping ofInline(TabularColumns columns, DataSource source) {
        return new NumberMapping(columns, columns.names(), Map.of(), Labelling.ofInline(source));
    }

    /** The columns that a task declares. */
    public static TabularColumns columns(Features features) {
        return new TabularColumns(Objects.requireNonNull(features.columns()).stream()
                .map(column -> new TabularColumn(
                        column.name(),
                        column.minimum(),
                        column.maximum(),
                        Objects.requireNonNull(column.required()),
                        column.values()))
                .toList());
    }

    /** What has to be read of a source, which may lack what no row has to have. */
    public Wanted wanted() {
        List<String> all =
                Stream.concat(names.stream(), labels.columns()).distinct().toList();
        TreeSet<String> optional = new TreeSet<>(names);
        for (int i = 0; i < names.size(); i++) {
            if (columns.all().get(i).required()) {
                optional.remove(names.get(i));
            }
        }
        labels.columns().forEach(optional::remove);
        return new Wanted(all, optional, FEATURES, false, true);
    }

    /** A row, or why it cannot become one. */
    public sealed interface Outcome {
        /**
         * A row of the task.
         *
         * @param values one a column, NaN where it is missing
         * @param label null: the row has none
         * @param group null: the row stands alone
         */
        record Mapped(
                double[] values,
                @Nullable String label,
                @Nullable String group) implements Outcome {}

        /**
         * A row with a value that its column cannot have.
         *
         * @param values what is written, by the task's columns and in their units where they can be converted
         * @param label null: the row has none
         * @param group null: the row stands alone
         */
        record Broken(
                String rule,
                String reason,
                Map<String, String> values,
                @Nullable String label,
                @Nullable String group) implements Outcome {}
    }

    public Outcome apply(RawRow.Fields row) {
        double[] values = new double[names.size()];
        boolean any = false;
        for (int i = 0; i < values.length; i++) {
            ColumnValue value = columns.all().get(i).read(written(row, i));
            if (value instanceof ColumnValue.Wrong wrong) {
                return broken(row, wrong.rule(), wrong.reason());
            }
            values[i] = ((ColumnValue.Right) value).number();
            any |= !Double.isNaN(values[i]);
        }
        return any
                ? new Outcome.Mapped(values, labels.of(row), labels.groupOf(row))
                : broken(row, NO_VALUES, "the row has no value in any of the task's columns");
    }

    private Outcome broken(RawRow.Fields row, String rule, String reason) {
        return new Outcome.Broken(rule, reason, shown(row), labels.of(row), labels.groupOf(row));
    }

    /** The values of a row as they are written, by the task's columns and in their units where they can be converted. */
    public Map<String, String> shown(RawRow.Fields row) {
        List<String> task = columns.names();
        Map<String, String> shown = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String written = written(row, i);
            if (written != null) {
                shown.put(task.get(i), written);
            }
        }
        return shown;
    }

    /** What is no number stays as it is, for its column to say so. */
    private @Nullable String written(RawRow.Fields row, int column) {
        String written = row.value(names.get(column));
        Conversion conversion = conversions.get(names.get(column));
        if (written == null || conversion == null) {
            return written;
        }
        OptionalDouble number = conversion.number(written);
        return number.isPresent() ? Double.toString(number.getAsDouble()) : written;
    }
}

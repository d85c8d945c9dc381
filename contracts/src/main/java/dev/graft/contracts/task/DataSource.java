package dev.graft.contracts.task;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the files of one data source become rows of the task: two sources with different columns, units and words feed one
 * task. A batch says by {@code dataSource} which one it comes from.
 *
 * @param text template of a row's text, with names of columns in braces, as in {@code {subject}: {body}}; a brace itself
 *     is written twice. Null: the column {@code text}
 * @param textPair template of the second text of a pair; null: the column {@code textPair}. Of other tasks there is none
 * @param label the column with the label; null: {@code label}
 * @param labels what the source calls a label → the task's label; a word that is not listed is taken as it is. At most
 *     {@value #MAX_LABELS}
 * @param terms what the source calls something → what the task calls it, replaced in the text as whole words whatever
 *     their case. At most {@value #MAX_TERMS}
 * @param units columns of numbers that are converted before they enter the text, or the task's columns. At most {@value
 *     #MAX_UNITS}
 * @param group the column that says which rows belong together, such as a customer's number: all of a group go into one
 *     split. Null: each row stands alone
 * @param columns of a task with rows of numbers, what the task calls a column → what the source calls it; one that is not
 *     listed has the task's name. At most {@value Features#MAX_COLUMNS}
 * @param licence of the source's rows, such as an SPDX expression or a contract's name; null: none is stated
 */
public record DataSource(
        @Nullable String text,
        @Nullable String textPair,
        @Nullable String label,
        @Nullable Map<String, String> labels,
        @Nullable Map<String, String> terms,
        @Nullable Map<String, UnitConversion> units,
        @Nullable String group,
        @Nullable Map<String, String> columns,
        @Nullable String licence) {

    public static final int MAX_LABELS = 10_000;
    public static final int MAX_TERMS = 1_000;
    public static final int MAX_UNITS = 20;

    public DataSource {
        text = text == null ? "{text}" : text;
        label = label == null ? "label" : label;
        labels = labels == null ? Map.of() : Map.copyOf(labels);
        terms = terms == null ? Map.of() : Map.copyOf(terms);
        units = units == null ? Map.of() : Map.copyOf(units);
        columns = columns == null ? Map.of() : Map.copyOf(columns);
    }

    /** A source whose rows hold no second text. */
    public DataSource(
            @Nullable String text,
            @Nullable String label,
            @Nullable Map<String, String> labels,
            @Nullable Map<String, String> terms,
            @Nullable Map<String, UnitConversion> units,
            @Nullable String group,
            @Nullable Map<String, String> columns,
            @Nullable String licence) {
        this(text, null, label, labels, terms, units, group, columns, licence);
    }

    /** A source of texts or images. */
    public DataSource(
            @Nullable String text,
            @Nullable String label,
            @Nullable Map<String, String> labels,
            @Nullable Map<String, String> terms,
            @Nullable Map<String, UnitConversion> units,
            @Nullable String group) {
        this(text, label, labels, terms, units, group, null, null);
    }

    /** A source of texts whose rows stand alone. */
    public DataSource(
            @Nullable String text,
            @Nullable String label,
            @Nullable Map<String, String> labels,
            @Nullable Map<String, String> terms,
            @Nullable Map<String, UnitConversion> units) {
        this(text, label, labels, terms, units, null, null, null);
    }

    /** The same source under a licence. */
    public DataSource under(@Nullable String other) {
        return new DataSource(text, textPair, label, labels, terms, units, group, columns, other);
    }

    /** The same source, whose rows have a second text. */
    public DataSource withPair(String template) {
        return new DataSource(text, template, label, labels, terms, units, group, columns, licence);
    }

    /**
     * A number in one unit becomes a number in another.
     *
     * @param from unit of the column, as in {@code lb}
     * @param to unit of the text, as in {@code kg}; of the same dimension
     * @param decimals digits behind the point that are kept, 0 to 9; null: 2
     */
    public record UnitConversion(
            String from, String to, @Nullable Integer decimals) {
        public UnitConversion {
            decimals = decimals == null ? Integer.valueOf(2) : decimals;
        }
    }
}

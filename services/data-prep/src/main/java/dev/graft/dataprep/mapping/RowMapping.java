package dev.graft.dataprep.mapping;

import dev.graft.contracts.task.DataSource;
import dev.graft.contracts.task.Task;
import dev.graft.dataprep.reading.InlineRows;
import dev.graft.dataprep.reading.RawRow;
import dev.graft.dataprep.reading.Wanted;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of one batch become rows of their task: numbers converted, the text, or two, put together from columns, terms
 * replaced, the label translated; in this order. Thread-safe.
 */
public final class RowMapping {
    /** A value that a unit conversion cannot read. */
    public static final String NOT_A_NUMBER = "not-a-number";

    /** A second text in a row of a task of single ones. */
    public static final String UNEXPECTED_PAIR = "text-pair-unexpected";

    /** What a batch's columns call the one that says which rows belong together. */
    public static final String GROUP = Labelling.GROUP;

    private final TextTemplate text;
    private final @Nullable TextTemplate pair;
    private final Labelling labels;
    private final Terms terms;
    private final Map<String, Conversion> conversions;
    private final boolean castScalars;

    private RowMapping(
            TextTemplate text,
            @Nullable TextTemplate pair,
            Labelling labels,
            Terms terms,
            Map<String, Conversion> conversions,
            boolean castScalars) {
        this.text = text;
        this.pair = pair;
        this.labels = labels;
        this.terms = terms;
        this.conversions = conversions;
        this.castScalars = castScalars;
    }

    /**
     * Rows whose columns are the task's own, under the names that the batch gives them.
     *
     * @param pairs whether a row holds two texts
     */
    public static RowMapping ofColumns(@Nullable Map<String, String> names, boolean pairs) {
        Map<String, String> given = names == null ? Map.of() : names;
        return new RowMapping(
                TextTemplate.column(given.getOrDefault(InlineRows.TEXT, InlineRows.TEXT)),
                pairs ? TextTemplate.column(given.getOrDefault(InlineRows.TEXT_PAIR, InlineRows.TEXT_PAIR)) : null,
                Labelling.ofColumns(names),
                new Terms(Map.of()),
                Map.of(),
                false);
    }

    /**
     * Rows of a file of a data source.
     *
     * @param pairs whether a row holds two texts
     * @throws IllegalArgumentException when the declaration makes no sense, with the field and the reason
     */
    public static RowMapping of(DataSource source, boolean pairs) {
        TextTemplate text = template("text", orEmpty(source.text()));
        TextTemplate pair = secondText(source, pairs);
        Map<String, Conversion> conversions = Conversion.of(source);
        Set<String> idle = new LinkedHashSet<>(conversions.keySet());
        idle.removeAll(text.columns());
        if (pair != null) {
            idle.removeAll(pair.columns());
        }
        if (!idle.isEmpty()) {
            throw new IllegalArgumentException(
                    "units: " + idle + " are not part of the text; name them in braces in 'text', or leave them out");
        }
        return new RowMapping(text, pair, Labelling.of(source), new Terms(orEmpty(source.terms())), conversions, true);
    }

    private static @Nullable TextTemplate secondText(DataSource source, boolean pairs) {
        if (!pairs) {
            if (source.textPair() != null) {
                throw new IllegalArgumentException(
                        "textPair: only a task of the modality " + Task.TEXT_PAIR + " has second texts; leave it out");
            }
            return null;
        }
        return source.textPair() == null
                ? TextTemplate.column(InlineRows.TEXT_PAIR)
                : template("textPair", source.textPair());
    }

    /**
     * Rows of a data source that an event carries: their columns are the task's own, their words the source's.
     *
     * @param pairs whether a row holds two texts
     */
    public static RowMapping ofInline(DataSource source, boolean pairs) {
        return new RowMapping(
                TextTemplate.column(InlineRows.TEXT),
                pairs ? TextTemplate.column(InlineRows.TEXT_PAIR) : null,
                Labelling.ofInline(source),
                new Terms(orEmpty(source.terms())),
                Map.of(),
                false);
    }

    private static TextTemplate template(String field, String template) {
        try {
            return TextTemplate.parse(template);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(field + ": '" + template + "' is no template: " + e.getMessage(), e);
        }
    }

    /** The same mapping of rows without labels, whatever columns there are. */
    public RowMapping withoutLabels() {
        return new RowMapping(text, pair, labels.withoutLabels(), terms, conversions, castScalars);
    }

    /** What has to be read of a source. */
    public Wanted wanted() {
        Set<String> columns = new LinkedHashSet<>(text.columns());
        if (pair != null) {
            columns.addAll(pair.columns());
        }
        labels.columns().forEach(columns::add);
        return new Wanted(List.copyOf(columns), castScalars);
    }

    /** A row, or why it cannot become one. */
    public sealed interface Outcome {
        /** A row of the task. */
        record Mapped(MappedRow row) implements Outcome {}

        /** A row that breaks a rule of the mapping. */
        record Broken(String rule, String reason, RawRow.Fields row) implements Outcome {}
    }

    public Outcome apply(RawRow.Fields row) {
        if (pair == null
                && row.value(InlineRows.TEXT_PAIR) != null
                && !text.columns().contains(InlineRows.TEXT_PAIR)) {
            return new Outcome.Broken(
                    UNEXPECTED_PAIR,
                    "the row has a second text, and the task learns from single ones; leave it out, or declare a task of"
                            + " the modality " + Task.TEXT_PAIR,
                    row);
        }
        Map<String, String> values = row.values();
        for (Map.Entry<String, Conversion> conversion : conversions.entrySet()) {
            String value = row.value(conversion.getKey());
            if (value != null && !value.isBlank()) {
                Optional<String> converted = conversion.getValue().apply(value);
                if (converted.isEmpty()) {
                    return new Outcome.Broken(
                            NOT_A_NUMBER,
                            "the column '" + conversion.getKey()
                                    + "' holds no number, so its unit cannot be converted; write it as in 12.5",
                            row);
                }
                values = new HashMap<>(values);
                values.put(conversion.getKey(), converted.get());
            }
        }
        return new Outcome.Mapped(mapped(row, values));
    }

    /** What the task calls a label. */
    public String translated(String word) {
        return labels.translated(word);
    }

    private MappedRow mapped(RawRow.Fields row, Map<String, String> values) {
        return new MappedRow(
                        row.line(),
                        text.fill(values::get),
                        pair == null ? null : pair.fill(values::get),
                        labels.of(row),
                        labels.groupOf(row))
                .withTexts(terms::replaceIn);
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static Map<String, String> orEmpty(@Nullable Map<String, String> value) {
        return value == null ? Map.of() : value;
    }
}

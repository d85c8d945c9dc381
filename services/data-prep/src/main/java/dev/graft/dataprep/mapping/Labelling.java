package dev.graft.dataprep.mapping;

import dev.graft.contracts.task.DataSource;
import dev.graft.dataprep.reading.InlineRows;
import dev.graft.dataprep.reading.RawRow;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a source say a row's label and its group, and what the task calls the labels. Thread-safe.
 *
 * @param label the column with the label; null: the rows have none
 * @param group the column that says which rows belong together; null: each row stands alone
 * @param words what the source calls a label, and the task's label for it
 */
record Labelling(@Nullable String label, @Nullable String group, Map<String, String> words) {
    /** What a batch's columns call the one that says which rows belong together. */
    static final String GROUP = "group";

    Labelling {
        words = Map.copyOf(words);
    }

    /** The task's own columns, under the names that a batch gives them. */
    static Labelling ofColumns(@Nullable Map<String, String> names) {
        Map<String, String> given = Objects.requireNonNullElse(names, Map.of());
        return new Labelling(given.getOrDefault(InlineRows.LABEL, InlineRows.LABEL), given.get(GROUP), Map.of());
    }

    /** The columns of a file of a data source. */
    static Labelling of(DataSource source) {
        return new Labelling(
                Objects.requireNonNull(source.label()), source.group(), Objects.requireNonNull(source.labels()));
    }

    /** The rows of a data source that an event carries, whose columns are the task's own. */
    static Labelling ofInline(DataSource source) {
        return new Labelling(InlineRows.LABEL, null, Objects.requireNonNull(source.labels()));
    }

    /** The same rows without labels. */
    Labelling withoutLabels() {
        return new Labelling(null, group, words);
    }

    /** The columns that have to be read. */
    Stream<String> columns() {
        return Stream.of(label, group).filter(Objects::nonNull).distinct();
    }

    /** The task's label of a row; null: it has none. */
    @Nullable
    String of(RawRow.Fields row) {
        String given = label == null ? null : row.value(label);
        return given == null ? null : translated(given.strip());
    }

    /** What a row has in common with others; null: nothing, it stands alone. */
    @Nullable
    String groupOf(RawRow.Fields row) {
        String given = group == null ? null : row.value(group);
        return given == null || given.isBlank() ? null : given.strip();
    }

    /** What the task calls a label. */
    String translated(String word) {
        return words.getOrDefault(word, word);
    }
}

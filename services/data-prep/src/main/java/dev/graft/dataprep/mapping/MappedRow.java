package dev.graft.dataprep.mapping;

import org.jspecify.annotations.Nullable;

/**
 * A row as the task knows rows, before anybody asks whether it makes sense.
 *
 * @param line where it starts in its source
 * @param text null: the row has none
 * @param label null: the row has none
 * @param group what it has in common with others; null: it stands alone
 */
public record MappedRow(
        long line,
        @Nullable String text,
        @Nullable String label,
        @Nullable String group) {

    /** A row that stands alone. */
    public MappedRow(long line, @Nullable String text, @Nullable String label) {
        this(line, text, label, null);
    }

    /** The same row with another text. */
    public MappedRow withText(String other) {
        return new MappedRow(line, other, label, group);
    }
}

package dev.graft.dataprep.mapping;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A row as the task knows rows, before anybody asks whether it makes sense.
 *
 * @param line where it starts in its source
 * @param text null: the row has none
 * @param pair the second text of a pair; null: the row has none
 * @param label null: the row has none
 * @param group what it has in common with others; null: it stands alone
 */
public record MappedRow(
        long line,
        @Nullable String text,
        @Nullable String pair,
        @Nullable String label,
        @Nullable String group) {

    /** A row of one text at most. */
    public MappedRow(long line, @Nullable String text, @Nullable String label, @Nullable String group) {
        this(line, text, null, label, group);
    }

    /** A row that stands alone. */
    public MappedRow(long line, @Nullable String text, @Nullable String label) {
        this(line, text, null, label, null);
    }

    /** The same row with what becomes of its texts. */
    public MappedRow withTexts(UnaryOperator<String> change) {
        return new MappedRow(
                line, text == null ? null : change.apply(text), pair == null ? null : change.apply(pair), label, group);
    }
}

package dev.graft.dataprep.reading;

import org.jspecify.annotations.Nullable;

/** What a source gives for one row: its fields, or why they cannot be had. */
public sealed interface RawRow {
    /** Where the row starts in its source, from 1; for rows that came in an event, their place in the list. */
    long line();

    /**
     * A row whose fields could be read; whether they make sense is for the rules to say.
     *
     * @param text null: the row has none
     * @param label null: the row has none
     */
    record Fields(
            long line, @Nullable String text, @Nullable String label) implements RawRow {}

    /**
     * A row that cannot be read, in a source that can be read on after it.
     *
     * @param rule name of the rule that it breaks
     * @param excerpt the beginning of the row as far as it can be shown
     */
    record Broken(long line, String rule, String reason, String excerpt) implements RawRow {}
}

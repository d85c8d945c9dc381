package dev.graft.dataprep.reading;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a source gives for one row: its fields, or why they cannot be had. */
public sealed interface RawRow {
    /** Where the row starts in its source, from 1; for rows that came in an event or a table, their place in it. */
    long line();

    /**
     * A row whose fields could be read; whether they make sense is for others to say.
     *
     * @param values of the wanted columns; a column that the row does not have, or has nothing in, is absent
     */
    record Fields(long line, Map<String, String> values) implements RawRow {
        public Fields {
            values = Map.copyOf(values);
        }

        /** What the row has in a column; null: nothing. */
        public @Nullable String value(String column) {
            return values.get(column);
        }
    }

    /**
     * A row that cannot be read, in a source that can be read on after it.
     *
     * @param rule name of the rule that it breaks
     * @param excerpt the beginning of the row as far as it can be shown
     */
    record Broken(long line, String rule, String reason, String excerpt) implements RawRow {}
}

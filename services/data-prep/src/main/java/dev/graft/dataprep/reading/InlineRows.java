package dev.graft.dataprep.reading;

import dev.graft.contracts.event.BatchLabelled;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rows that an event carries itself, with the columns {@value #TEXT} and perhaps {@value #TEXT_PAIR}, or their features, and {@value #LABEL}. */
public final class InlineRows implements RowSource {
    public static final String TEXT = "text";
    public static final String TEXT_PAIR = "textPair";
    public static final String LABEL = "label";

    private static final SourceNotes NOTES = SourceNotes.of("rows", List.of());

    private final Iterator<BatchLabelled.Row> rows;
    private long line;

    public InlineRows(List<BatchLabelled.Row> rows) {
        this.rows = rows.iterator();
    }

    @Override
    public SourceNotes notes() {
        return NOTES;
    }

    @Override
    public @Nullable RawRow next() {
        if (!rows.hasNext()) {
            return null;
        }
        BatchLabelled.Row row = rows.next();
        line++;
        return new RawRow.Fields(line, row.text() == null ? numbers(row) : texts(row, row.text()));
    }

    private static Map<String, String> texts(BatchLabelled.Row row, String text) {
        Map<String, String> values = new HashMap<>(Map.of(TEXT, text));
        putIfThere(values, TEXT_PAIR, row.textPair());
        putIfThere(values, LABEL, row.label());
        return values;
    }

    /** A column that is called as the label's is, is none of the row's features. */
    private static Map<String, String> numbers(BatchLabelled.Row row) {
        Map<String, String> values = new HashMap<>();
        Objects.requireNonNull(row.features()).forEach((column, value) -> values.put(column, String.valueOf(value)));
        putIfThere(values, LABEL, row.label());
        return values;
    }

    private static void putIfThere(Map<String, String> values, String column, @Nullable String value) {
        if (value != null) {
            values.put(column, value);
        }
    }

    @Override
    public void close() {
        // The rows are part of the event and hold nothing open.
    }
}

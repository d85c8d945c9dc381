package dev.graft.dataprep.reading;

import dev.graft.contracts.event.BatchLabelled;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows that an event carries itself. */
public final class InlineRows implements RowSource {
    private final Iterator<BatchLabelled.Row> rows;
    private long line;

    public InlineRows(List<BatchLabelled.Row> rows) {
        this.rows = rows.iterator();
    }

    @Override
    public @Nullable RawRow next() {
        if (!rows.hasNext()) {
            return null;
        }
        BatchLabelled.Row row = rows.next();
        line++;
        return new RawRow.Fields(line, row.text(), row.label());
    }

    @Override
    public void close() {
        // The rows are part of the event and hold nothing open.
    }
}

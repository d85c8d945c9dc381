package dev.graft.dataprep.reading;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All rows of a small source. */
final class Rows {
    static final int MAX_ROW_BYTES = 1 << 20;
    static final Columns COLUMNS = Columns.of(Map.of());

    private Rows() {}

    static InputStream bytes(String content) {
        return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
    }

    static List<RawRow> of(String format, InputStream bytes) throws UnreadableSource, IOException {
        return of(RowFormat.named(format).orElseThrow().open(bytes, COLUMNS, MAX_ROW_BYTES));
    }

    static List<RawRow> of(RowSource source) throws UnreadableSource, IOException {
        List<RawRow> rows = new ArrayList<>();
        try (source) {
            for (RawRow row = source.next(); row != null; row = source.next()) {
                rows.add(row);
            }
        }
        return rows;
    }
}

package dev.graft.dataprep.reading;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a CSV file (RFC 4180, UTF-8) whose first line names its columns. Lines end in LF or CR LF. What breaks the
 * quoting or is longer than a row may be makes the rest of the file unreadable, because nobody knows where the next row
 * starts; a row with too few or too many fields is broken alone.
 */
final class CsvRows implements RowSource {
    static final String FIELD_COUNT = "field-count";

    /** The reader's buffer starts with this many characters and holds at most one row beside what it read ahead. */
    private static final int MIN_BUFFER_CHARS = 1 << 15;

    private static final int MAX_COLUMNS = 1_000;
    private static final int EXCERPT_CHARS = 200;

    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private final int fields;
    private final int text;
    private final int label;
    private long lastLine = 1;

    private CsvRows(CsvReader<CsvRecord> reader, Columns columns) throws UnreadableSource {
        this.reader = reader;
        this.records = reader.iterator();
        CsvRecord header = advance();
        if (header == null) {
            throw UnreadableSource.malformed("the CSV file is empty; its first line names the columns");
        }
        this.fields = header.getFieldCount();
        this.text = index(header, columns.text());
        this.label = index(header, columns.label());
    }

    static RowSource open(InputStream bytes, Columns columns, int maxRowBytes) throws UnreadableSource {
        CsvRecordHandler handler = CsvRecordHandler.builder()
                .maxFields(MAX_COLUMNS)
                .maxFieldSize(maxRowBytes)
                .maxRecordSize(maxRowBytes)
                .build();
        return new CsvRows(
                CsvReader.builder()
                        .maxBufferSize(2 * Math.max(maxRowBytes, MIN_BUFFER_CHARS))
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .skipEmptyLines(true)
                        .build(handler, new StrictUtf8Reader(bytes)),
                columns);
    }

    @Override
    public @Nullable RawRow next() throws UnreadableSource {
        CsvRecord record = advance();
        if (record == null) {
            return null;
        }
        long line = record.getStartingLineNumber();
        if (record.getFieldCount() != fields) {
            return new RawRow.Broken(
                    line,
                    FIELD_COUNT,
                    "the row has " + record.getFieldCount() + " fields, the header " + fields
                            + "; a comma or a line break inside a field needs quotes around it",
                    excerpt(record.getFields()));
        }
        return new RawRow.Fields(line, record.getField(text), record.getField(label));
    }

    private @Nullable CsvRecord advance() throws UnreadableSource {
        try {
            if (!records.hasNext()) {
                return null;
            }
            CsvRecord record = records.next();
            lastLine = record.getStartingLineNumber();
            return record;
        } catch (CsvParseException e) {
            if (e.getCause() instanceof IOException io) {
                throw Unreadables.of(io, " after line " + lastLine);
            }
            throw UnreadableSource.malformed(
                    "the CSV file cannot be read on after line " + lastLine + ": " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw Unreadables.of(Objects.requireNonNull(e.getCause()), " after line " + lastLine);
        }
    }

    private static int index(CsvRecord header, String column) throws UnreadableSource {
        int index = header.getFields().indexOf(column);
        if (index < 0) {
            throw UnreadableSource.malformed("the CSV header (line " + header.getStartingLineNumber()
                    + ") has no column '" + column + "'; it names " + excerpt(header.getFields())
                    + ". Rename the column or give its name in source.columns");
        }
        return index;
    }

    private static String excerpt(List<String> fields) {
        StringBuilder joined = new StringBuilder();
        for (String field : fields) {
            joined.append(joined.isEmpty() ? "" : ",").append(field, 0, Math.min(field.length(), EXCERPT_CHARS));
            if (joined.length() >= EXCERPT_CHARS) {
                return joined.substring(0, EXCERPT_CHARS);
            }
        }
        return joined.toString();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}

package dev.graft.dataprep.reading;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a CSV file (RFC 4180) whose first line names its columns; charset and dialect are found out where its producer
 * does not say them. Lines end in LF or CR LF. What breaks the quoting or is longer than a row may be makes the rest of the
 * file unreadable, because nobody knows where the next row starts; a row with too few or too many fields is broken alone.
 */
final class CsvRows implements RowSource {
    static final String FIELD_COUNT = "field-count";

    /** The reader's buffer starts with this many characters and holds at most one row beside what it read ahead. */
    private static final int MIN_BUFFER_CHARS = 1 << 15;

    private static final int MAX_COLUMNS = 6_000;
    private static final int EXCERPT_CHARS = 200;

    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private final int fields;
    private final Map<String, Integer> places;
    private final SourceNotes notes;
    private final long before;
    private long lastLine;

    private CsvRows(CsvReader<CsvRecord> reader, Wanted wanted, Written written) throws UnreadableSource {
        this.reader = reader;
        this.before = written.linesBefore();
        this.lastLine = before + 1;
        this.records = reader.iterator();
        CsvRecord header = advance();
        if (header == null) {
            throw UnreadableSource.malformed("the CSV file is empty; its first line names the columns");
        }
        this.fields = header.getFieldCount();
        Dialect dialect = written.dialect();
        this.places = places(header, wanted, dialect);
        this.notes = new SourceNotes(
                RowFormat.CSV,
                written.encoding().charset().name(),
                written.encoding().by(),
                String.valueOf(dialect.delimiter()),
                header.getFields().stream()
                        .filter(column -> !places.containsKey(column))
                        .map(CsvRows::cut)
                        .toList());
    }

    static RowSource open(RowFile file, Wanted wanted, ReadingLimits limits) throws UnreadableSource {
        return of(file.open(limits), wanted, limits, Written.of(file, wanted, limits));
    }

    /**
     * How a file is written.
     *
     * @param linesBefore lines of it that are left out behind its header
     */
    record Written(Encoding encoding, Dialect dialect, long linesBefore) {
        static Written of(RowFile file, Wanted wanted, ReadingLimits limits) throws UnreadableSource {
            Encoding encoding = Encoding.of(file, limits);
            Dialect dialect =
                    Dialect.of(beginning(file, encoding, limits), wanted.columns(), file.delimiter(), file.quote());
            return new Written(encoding, dialect, file.linesBefore());
        }
    }

    /** The rows of an unpacked file of which everything is known; closes the bytes when they have no header. */
    static RowSource of(InputStream bytes, Wanted wanted, ReadingLimits limits, Written written)
            throws UnreadableSource {
        try {
            return new CsvRows(reader(bytes, written, limits.maxRowBytes()), wanted, written);
        } catch (UnreadableSource e) {
            Unreadables.closeAfter(e, bytes);
            throw e;
        }
    }

    private static CsvReader<CsvRecord> reader(InputStream bytes, Written written, int maxRowBytes) {
        CsvRecordHandler handler = CsvRecordHandler.builder()
                .maxFields(MAX_COLUMNS)
                .maxFieldSize(maxRowBytes)
                .maxRecordSize(maxRowBytes)
                .build();
        return written.dialect()
                .builder()
                .maxBufferSize(2 * Math.max(maxRowBytes, MIN_BUFFER_CHARS))
                .build(handler, new StrictReader(bytes, written.encoding().charset(), written.linesBefore()));
    }

    /** As much as can be read; what is wrong with it comes up when the rows are read. */
    private static String beginning(RowFile file, Encoding encoding, ReadingLimits limits) throws UnreadableSource {
        char[] chars = new char[MIN_BUFFER_CHARS];
        int count = 0;
        try (Reader reader = new StrictReader(file.open(limits), encoding.charset(), file.linesBefore())) {
            for (int read = 0; read >= 0 && count < chars.length; count += Math.max(0, read)) {
                read = reader.read(chars, count, chars.length - count);
            }
        } catch (StrictReader.NotInCharset e) {
            return new String(chars, 0, count); // The line that it names is behind what was read.
        } catch (IOException e) {
            throw Unreadables.of(e, " in its header");
        }
        return new String(chars, 0, count);
    }

    @Override
    public SourceNotes notes() {
        return notes;
    }

    @Override
    public @Nullable RawRow next() throws UnreadableSource {
        CsvRecord record = advance();
        if (record == null) {
            return null;
        }
        long line = before + record.getStartingLineNumber();
        if (record.getFieldCount() != fields) {
            return new RawRow.Broken(
                    line,
                    FIELD_COUNT,
                    "the row has " + record.getFieldCount() + " fields, the header " + fields
                            + "; a delimiter or a line break inside a field needs quotes around it",
                    excerpt(record.getFields()));
        }
        Map<String, String> values = new HashMap<>();
        places.forEach((column, place) -> values.put(column, record.getField(place)));
        return new RawRow.Fields(line, values);
    }

    private @Nullable CsvRecord advance() throws UnreadableSource {
        try {
            if (!records.hasNext()) {
                return null;
            }
            CsvRecord record = records.next();
            lastLine = before + record.getStartingLineNumber();
            return record;
        } catch (CsvParseException e) {
            if (e.getCause() instanceof IOException io) {
                throw Unreadables.of(io, " after line " + lastLine);
            }
            // The reader's own message counts the lines of the file that it reads, which may be a slice of another.
            String reason = (e.getCause() == null ? e : e.getCause()).getMessage();
            throw UnreadableSource.malformed(
                    "the CSV file cannot be read on after line " + lastLine + ": " + reason, e);
        } catch (UncheckedIOException e) {
            throw Unreadables.of(Objects.requireNonNull(e.getCause()), " after line " + lastLine);
        }
    }

    private static Map<String, Integer> places(CsvRecord header, Wanted wanted, Dialect dialect)
            throws UnreadableSource {
        Map<String, Integer> places = new LinkedHashMap<>();
        for (String column : wanted.columns()) {
            if (wanted.requires(column) || header.getFields().contains(column)) {
                places.put(column, place(header, column, dialect));
            }
        }
        for (String column : wanted.others() ? header.getFields() : List.<String>of()) {
            if (!places.containsKey(column)) {
                places.put(column, place(header, column, dialect));
            }
        }
        return places;
    }

    private static int place(CsvRecord header, String column, Dialect dialect) throws UnreadableSource {
        String where = "the CSV header (line " + header.getStartingLineNumber() + ", read with the delimiter '"
                + dialect.delimiter() + "')";
        int first = header.getFields().indexOf(column);
        if (first < 0) {
            throw UnreadableSource.malformed(where + " has no column '" + column + "'; it names "
                    + excerpt(header.getFields())
                    + ". Rename the column, or give its name in source.columns or in the task's data source");
        }
        if (first != header.getFields().lastIndexOf(column)) {
            throw UnreadableSource.malformed(where + " names the column '" + column + "' twice; rename one of the two");
        }
        return first;
    }

    private static String excerpt(List<String> fields) {
        StringBuilder joined = new StringBuilder();
        for (String field : fields) {
            joined.append(joined.isEmpty() ? "" : ",").append(cut(field));
            if (joined.length() >= EXCERPT_CHARS) {
                return joined.substring(0, EXCERPT_CHARS);
            }
        }
        return joined.toString();
    }

    private static String cut(String field) {
        return field.substring(0, Math.min(field.length(), EXCERPT_CHARS));
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}

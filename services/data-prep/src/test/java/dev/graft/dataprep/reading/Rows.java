package dev.graft.dataprep.reading;

import dev.graft.dataprep.reading.SourceNotes.CharsetBy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All rows of a small source. */
final class Rows {
    static final ReadingLimits LIMITS = new ReadingLimits(64L << 20, 1 << 20);
    static final Wanted WANTED = new Wanted(List.of("text", "label"), false);
    static final Encoding UTF_8 = new Encoding(StandardCharsets.UTF_8, CharsetBy.DECLARED);
    static final CsvRows.Written UTF_8_WITH_COMMAS = new CsvRows.Written(UTF_8, new Dialect(',', '"'), 0);

    private Rows() {}

    static InputStream bytes(String content) {
        return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
    }

    static RawRow.Fields row(long line, String text, String label) {
        return new RawRow.Fields(line, Map.of("text", text, "label", label));
    }

    /** A file of which its producer says nothing. */
    static RowFile file(Path folder, byte[] content) {
        try {
            return RowFile.of(Files.write(Files.createTempFile(folder, "rows", ""), content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RowFile file(Path folder, String content, Charset charset) {
        return file(folder, content.getBytes(charset));
    }

    static String shown(RowFile file) {
        try {
            return Files.readString(file.path(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RowSource open(String format, RowFile file, Wanted wanted) throws UnreadableSource {
        return RowFormat.named(format).orElseThrow().open(file, wanted, LIMITS);
    }

    /** The rows of bytes in UTF-8, with commas where they are CSV. */
    static List<RawRow> of(String format, InputStream bytes) throws UnreadableSource, IOException {
        return of(
                format.equals(RowFormat.CSV)
                        ? CsvRows.of(bytes, WANTED, LIMITS, UTF_8_WITH_COMMAS)
                        : JsonLinesRows.of(bytes, WANTED, LIMITS, UTF_8, 0));
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

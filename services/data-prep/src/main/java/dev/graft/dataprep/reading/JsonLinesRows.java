package dev.graft.dataprep.reading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.graft.platform.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.io.input.ReaderInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a JSON Lines file: one JSON object a line. A line that cannot be read is broken alone; the lines after it are
 * read. Empty lines are no rows. A charset other than UTF-8 is said by the producer or found out.
 */
final class JsonLinesRows implements RowSource {
    static final String ROW_TOO_LONG = "row-too-long";
    static final String ROW_NOT_UTF8 = "row-not-utf-8";
    static final String ROW_NOT_JSON = "row-not-json";
    static final String FIELD_NOT_TEXT = "field-not-text";

    private static final int EXCERPT_BYTES = 200;

    private final BoundedLines lines;
    private final Wanted wanted;
    private final int maxRowBytes;
    private final SourceNotes notes;

    private JsonLinesRows(InputStream utf8, Wanted wanted, int maxRowBytes, Encoding encoding, long before) {
        this.lines = new BoundedLines(utf8, maxRowBytes, before);
        this.wanted = wanted;
        this.maxRowBytes = maxRowBytes;
        this.notes = new SourceNotes(RowFormat.JSON_LINES, encoding.charset().name(), encoding.by(), null, List.of());
    }

    static RowSource open(RowFile file, Wanted wanted, ReadingLimits limits) throws UnreadableSource {
        Encoding encoding = Encoding.of(file, limits);
        return of(file.open(limits), wanted, limits, encoding, file.linesBefore());
    }

    /**
     * The rows of an unpacked file whose charset is known.
     *
     * @param before lines of the file that are left out
     */
    static RowSource of(InputStream bytes, Wanted wanted, ReadingLimits limits, Encoding encoding, long before) {
        return new JsonLinesRows(utf8(bytes, encoding, before), wanted, limits.maxRowBytes(), encoding, before);
    }

    /** Bytes in UTF-8 stay as they are, so that a line with a fault can be told from the others. */
    private static InputStream utf8(InputStream bytes, Encoding encoding, long before) {
        if (encoding.charset().equals(StandardCharsets.UTF_8)) {
            return bytes;
        }
        try {
            return ReaderInputStream.builder()
                    .setReader(new StrictReader(bytes, encoding.charset(), before))
                    .setCharset(StandardCharsets.UTF_8)
                    .get();
        } catch (IOException e) {
            throw new IllegalStateException("nothing is read yet", e);
        }
    }

    @Override
    public SourceNotes notes() {
        return notes;
    }

    @Override
    public @Nullable RawRow next() throws UnreadableSource {
        try {
            BoundedLines.Line line = lines.next();
            while (line != null && isBlank(line)) {
                line = lines.next();
            }
            return line == null ? null : row(line);
        } catch (IOException e) {
            throw Unreadables.of(e, "");
        }
    }

    private RawRow row(BoundedLines.Line line) {
        if (!line.isWhole()) {
            return broken(
                    line,
                    ROW_TOO_LONG,
                    "the line has " + line.bytes() + " bytes; at most " + maxRowBytes + " are read as one row");
        }
        try {
            return fields(line, Json.mapper().readTree(decode(line.content())));
        } catch (CharacterCodingException e) {
            return broken(line, ROW_NOT_UTF8, "the line is not UTF-8; store the file in UTF-8");
        } catch (JsonProcessingException e) {
            return broken(line, ROW_NOT_JSON, "the line is no JSON object: " + e.getOriginalMessage());
        }
    }

    private RawRow fields(BoundedLines.Line line, @Nullable JsonNode json) {
        if (json == null || !json.isObject()) {
            return broken(line, ROW_NOT_JSON, "the line is no JSON object with the fields " + wanted.columns());
        }
        JsonNode inner = wanted.within() == null ? MissingNode.getInstance() : json.path(wanted.within());
        Map<String, String> values = new HashMap<>();
        for (String column : wanted.columns()) {
            JsonNode field = json.has(column) ? json.path(column) : inner.path(column);
            if (field.isTextual() || field.isValueNode() && wanted.castScalars() && !field.isNull()) {
                values.put(column, field.asText());
            } else if (!field.isNull() && !field.isMissingNode()) {
                return broken(line, FIELD_NOT_TEXT, "the field '" + column + "' is no JSON string" + remedy(field));
            }
        }
        if (wanted.others()) {
            Stream.concat(json.properties().stream(), inner.properties().stream())
                    .filter(field ->
                            field.getValue().isValueNode() && !field.getValue().isNull())
                    .forEach(field ->
                            values.putIfAbsent(field.getKey(), field.getValue().asText()));
        }
        return new RawRow.Fields(line.number(), values);
    }

    private static String remedy(JsonNode field) {
        return field.isValueNode()
                ? "; write it in quotes, or declare a data source, whose numbers are read as text"
                : "";
    }

    private static String decode(byte[] content) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(content))
                .toString();
    }

    private static boolean isBlank(BoundedLines.Line line) {
        for (byte each : line.content()) {
            if (each != ' ' && each != '\t') {
                return false;
            }
        }
        return line.isWhole();
    }

    private static RawRow broken(BoundedLines.Line line, String rule, String reason) {
        int length = Math.min(line.content().length, EXCERPT_BYTES);
        return new RawRow.Broken(
                line.number(), rule, reason, new String(line.content(), 0, length, StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}

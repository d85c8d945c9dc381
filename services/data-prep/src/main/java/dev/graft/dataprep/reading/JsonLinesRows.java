package dev.graft.dataprep.reading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.platform.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a JSON Lines file: one JSON object a line, in UTF-8. A line that cannot be read is broken alone; the lines
 * after it are read. Empty lines are no rows.
 */
final class JsonLinesRows implements RowSource {
    static final String ROW_TOO_LONG = "row-too-long";
    static final String ROW_NOT_UTF8 = "row-not-utf-8";
    static final String ROW_NOT_JSON = "row-not-json";
    static final String FIELD_NOT_TEXT = "field-not-text";

    private static final int EXCERPT_BYTES = 200;

    private final BoundedLines lines;
    private final Columns columns;
    private final int maxRowBytes;

    private JsonLinesRows(InputStream bytes, Columns columns, int maxRowBytes) {
        this.lines = new BoundedLines(bytes, maxRowBytes);
        this.columns = columns;
        this.maxRowBytes = maxRowBytes;
    }

    static RowSource open(InputStream bytes, Columns columns, int maxRowBytes) {
        return new JsonLinesRows(bytes, columns, maxRowBytes);
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
            return broken(
                    line,
                    ROW_NOT_JSON,
                    "the line is no JSON object with the fields '" + columns.text() + "' and '" + columns.label()
                            + "'");
        }
        JsonNode text = json.path(columns.text());
        JsonNode label = json.path(columns.label());
        if (isOther(text)) {
            return broken(line, FIELD_NOT_TEXT, "the field '" + columns.text() + "' is no JSON string");
        }
        if (isOther(label)) {
            return broken(line, FIELD_NOT_TEXT, "the field '" + columns.label() + "' is no JSON string");
        }
        return new RawRow.Fields(line.number(), text.textValue(), label.textValue());
    }

    private static boolean isOther(JsonNode field) {
        return !field.isTextual() && !field.isNull() && !field.isMissingNode();
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

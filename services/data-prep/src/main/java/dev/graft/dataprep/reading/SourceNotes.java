package dev.graft.dataprep.reading;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about how a source is written, for its report.
 *
 * @param format its name in {@code batch.labelled}; {@code rows} where the event carried them
 * @param charset null: the format leaves no choice
 * @param charsetBy null where {@code charset} is
 * @param delimiter between fields; null: the format has none
 * @param unusedColumns that the source has beside the wanted ones; empty where only each row says what it has
 * @param manifest of an archive, which says the labels; null: the source is no archive, or its folders say them
 */
public record SourceNotes(
        String format,
        @Nullable String charset,
        @Nullable CharsetBy charsetBy,
        @Nullable String delimiter,
        List<String> unusedColumns,
        @Nullable String manifest) {

    /** The most names that are noted. */
    static final int MAX_COLUMNS = 100;

    public SourceNotes {
        unusedColumns = List.copyOf(unusedColumns.subList(0, Math.min(MAX_COLUMNS, unusedColumns.size())));
    }

    /** A file of rows. */
    public SourceNotes(
            String format,
            @Nullable String charset,
            @Nullable CharsetBy charsetBy,
            @Nullable String delimiter,
            List<String> unusedColumns) {
        this(format, charset, charsetBy, delimiter, unusedColumns, null);
    }

    /** A source whose format says how everything is written. */
    static SourceNotes of(String format, List<String> unusedColumns) {
        return new SourceNotes(format, null, null, null, unusedColumns);
    }

    /** An archive. */
    public static SourceNotes ofArchive(String format, @Nullable String manifest) {
        return new SourceNotes(format, null, null, null, List.of(), manifest);
    }

    /** Who says which charset it is. */
    public enum CharsetBy {
        /** The producer. */
        @JsonProperty("declared")
        DECLARED,
        /** The byte order mark. */
        @JsonProperty("byte-order-mark")
        BYTE_ORDER_MARK,
        /** The bytes, which are UTF-8. */
        @JsonProperty("valid-utf-8")
        VALID_UTF_8,
        /** How often the bytes occur. */
        @JsonProperty("statistics")
        STATISTICS
    }
}

package dev.graft.contracts.event;

import dev.graft.contracts.EventData;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The input of the mesh: rows for a task, labelled unless they are said to be not, either in the object store or in the event
 * itself. Exactly one of {@code source} and {@code rows} is given.
 *
 * @param description free text of the producer, for people
 * @param dataSource of the task's data sources the one that the rows come from; null: they are in the task's own columns
 *     and words
 * @param unlabelled true: the rows have no labels; they are of the domain that a task with the strategy {@code
 *     domain-adaptation} is for. Null: false
 */
public record BatchLabelled(
        String task,
        @Nullable String description,
        @Nullable Source source,
        @Nullable List<Row> rows,
        @Nullable String dataSource,
        @Nullable Boolean unlabelled)
        implements EventData {

    /** The most rows that an event may carry; more belong into the object store. */
    public static final int MAX_INLINE_ROWS = 5_000;

    /** Rows with labels. */
    public BatchLabelled(
            String task,
            @Nullable String description,
            @Nullable Source source,
            @Nullable List<Row> rows,
            @Nullable String dataSource) {
        this(task, description, source, rows, dataSource, null);
    }

    /** Rows with labels, in the task's own columns and words. */
    public BatchLabelled(String task, @Nullable String description, @Nullable Source source, @Nullable List<Row> rows) {
        this(task, description, source, rows, null);
    }

    /** Whether the rows have no labels. */
    public boolean withoutLabels() {
        return Boolean.TRUE.equals(unlabelled);
    }

    /**
     * A file with rows.
     *
     * @param uri {@code s3://<bucket>/<key>}
     * @param sha256 of the file's bytes as stored
     * @param format {@code csv} (RFC 4180 with a header line), {@code jsonl} or {@code parquet}; of images, rows that name
     *     each by its URI in the columns {@code image}, {@code sha256}, {@code label} and perhaps {@code group}, or an
     *     archive of them, {@code zip} or {@code tar}
     * @param compression {@code none} or {@code gzip}, of the file as a whole; null: none
     * @param columns names of the columns that hold {@code text}, of pairs {@code textPair}, and {@code label}; null: these
     *     names themselves. {@code group}, where it is named, says which rows belong together, such as a customer's number: all of a group go into
     *     one split. A data source names its columns itself
     * @param charset of a CSV or JSON Lines file, by its IANA name; null: found out
     * @param delimiter between the fields of a CSV file, one character; null: found out
     * @param quote around fields of a CSV file, one character; null: {@code "}
     */
    public record Source(
            String uri,
            String sha256,
            String format,
            @Nullable String compression,
            @Nullable Map<String, String> columns,
            @Nullable String charset,
            @Nullable String delimiter,
            @Nullable String quote) {

        /** A file whose charset and dialect are found out. */
        public Source(
                String uri,
                String sha256,
                String format,
                @Nullable String compression,
                @Nullable Map<String, String> columns) {
            this(uri, sha256, format, compression, columns, null, null, null);
        }
    }

    /**
     * A row, of which exactly one of {@code text} and {@code features} is given.
     *
     * @param textPair the second of two texts whose relation the label says; null: there is one, or none
     * @param label null: the batch's rows have none
     * @param features of a task with rows of numbers, by column: a number, a truth value, or one of the column's words; one
     *     that is not named is missing
     */
    public record Row(
            @Nullable String text,
            @Nullable String textPair,
            @Nullable String label,
            @Nullable Map<String, Object> features) {
        public Row {
            features = features == null ? null : withoutGaps(features);
        }

        /** A labelled text. */
        public Row(String text, String label) {
            this(text, null, label, null);
        }

        /** A text without a label. */
        public static Row unlabelled(String text) {
            return new Row(text, null, null, null);
        }

        /** Two texts and what their relation is. */
        public static Row ofPair(String text, String textPair, String label) {
            return new Row(text, textPair, label, null);
        }

        /** Labelled values. */
        public static Row ofFeatures(Map<String, Object> features, String label) {
            return new Row(null, null, label, features);
        }

        /** A value that is null is missing as one that is not named is. */
        private static Map<String, Object> withoutGaps(Map<String, Object> features) {
            Map<String, Object> present = new LinkedHashMap<>(features);
            present.values().removeIf(Objects::isNull);
            return Collections.unmodifiableMap(present);
        }
    }
}

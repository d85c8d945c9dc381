package dev.graft.contracts.event;

import dev.graft.contracts.EventData;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The input of the mesh: labelled rows, either in the object store or in the event itself. Exactly one of {@code
 * source} and {@code rows} is given.
 *
 * @param description free text of the producer, for people
 */
public record BatchLabelled(
        String task,
        @Nullable String description,
        @Nullable Source source,
        @Nullable List<Row> rows) implements EventData {

    /** The most rows that an event may carry; more belong into the object store. */
    public static final int MAX_INLINE_ROWS = 5_000;

    /**
     * A file with labelled rows.
     *
     * @param uri {@code s3://<bucket>/<key>}
     * @param sha256 of the file's bytes as stored
     * @param format {@code csv} (RFC 4180 with a header line) or {@code jsonl}
     * @param compression {@code none} or {@code gzip}; null: none
     * @param columns names of the columns that hold {@code text} and {@code label}; null: these names themselves
     */
    public record Source(
            String uri,
            String sha256,
            String format,
            @Nullable String compression,
            @Nullable Map<String, String> columns) {}

    /** A labelled row. */
    public record Row(String text, String label) {}
}

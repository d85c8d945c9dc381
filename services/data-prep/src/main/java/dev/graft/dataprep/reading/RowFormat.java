package dev.graft.dataprep.reading;

import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/** A file format that holds labelled rows. A further format is one more entry of {@link #BY_NAME}. */
@FunctionalInterface
public interface RowFormat {
    /** The formats by the names that {@code batch.labelled} uses. */
    Map<String, RowFormat> BY_NAME = Map.of("csv", CsvRows::open, "jsonl", JsonLinesRows::open);

    /**
     * Starts to read; the source closes the stream.
     *
     * @param bytes the unpacked file
     * @param maxRowBytes a longer row is not read into memory
     * @throws UnreadableSource when the file has no beginning that the format knows
     */
    RowSource open(InputStream bytes, Columns columns, int maxRowBytes) throws UnreadableSource;

    static Optional<RowFormat> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}

package dev.graft.dataprep.reading;

import java.util.Map;
import java.util.Optional;

/** A file format that holds labelled rows. A further format is one more entry of {@link #BY_NAME}. */
@FunctionalInterface
public interface RowFormat {
    String CSV = "csv";
    String JSON_LINES = "jsonl";
    String PARQUET = "parquet";

    /** The formats by the names that {@code batch.labelled} uses. */
    Map<String, RowFormat> BY_NAME =
            Map.of(CSV, CsvRows::open, JSON_LINES, JsonLinesRows::open, PARQUET, ParquetRows::open);

    /**
     * Starts to read.
     *
     * @throws UnreadableSource when the file has no beginning that the format knows, or not the wanted columns
     */
    RowSource open(RowFile file, Wanted wanted, ReadingLimits limits) throws UnreadableSource;

    static Optional<RowFormat> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}

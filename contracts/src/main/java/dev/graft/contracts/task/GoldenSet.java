package dev.graft.contracts.task;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows that the task's owner keeps apart to judge models by: none of them, and nothing that differs little from one, is ever
 * learnt from. A file as a batch may have; its checksum pins it.
 *
 * @param uri {@code s3://<bucket>/<key>}
 * @param sha256 of the file's bytes as stored
 * @param format {@code csv}, {@code jsonl} or {@code parquet}; of images {@code zip} or {@code tar} too, as of a batch
 * @param compression {@code none} or {@code gzip}; null: none
 * @param columns names of the columns that hold {@code text} and {@code label}; null: these names themselves
 */
public record GoldenSet(
        String uri,
        String sha256,
        String format,
        @Nullable String compression,
        @Nullable Map<String, String> columns) {

    /** The most rows that it may have; of images data-prep reads fewer. */
    public static final int MAX_ROWS = 100_000;
}

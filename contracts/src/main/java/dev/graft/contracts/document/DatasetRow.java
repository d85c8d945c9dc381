package dev.graft.contracts.document;

import org.jspecify.annotations.Nullable;

/**
 * A row of a data set as it lies in a shard.
 *
 * @param rowId hash of the normalised text; the same text has the same id in every batch
 * @param split {@code train}, {@code validation} or {@code test}; a function of {@code rowId} and so fixed for good
 * @param batchId the batch that brought it first
 * @param dataSource of the task's data sources the one that it came from; null: it came in the task's own columns
 */
public record DatasetRow(
        String rowId,
        String text,
        String label,
        String split,
        String batchId,
        @Nullable String dataSource) {

    /** A row that came in the task's own columns. */
    public DatasetRow(String rowId, String text, String label, String split, String batchId) {
        this(rowId, text, label, split, batchId, null);
    }
}

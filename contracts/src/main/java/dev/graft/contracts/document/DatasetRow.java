package dev.graft.contracts.document;

/**
 * A row of a data set as it lies in a shard.
 *
 * @param rowId hash of the normalised text; the same text has the same id in every batch
 * @param split {@code train}, {@code validation} or {@code test}; a function of {@code rowId} and so fixed for good
 * @param batchId the batch that brought it first
 */
public record DatasetRow(String rowId, String text, String label, String split, String batchId) {}

package dev.graft.contracts.event;

/**
 * What became of a batch's rows; {@code received = accepted + quarantined + duplicates}.
 *
 * @param accepted new rows in the data set
 * @param quarantined rows that broke a rule, kept with the reason
 * @param duplicates rows that the data set, or the batch itself, already held
 */
public record RowCounts(long received, long accepted, long quarantined, long duplicates) {}

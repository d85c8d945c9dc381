package dev.graft.dataprep.batch;

import dev.graft.contracts.event.RowCounts;
import dev.graft.contracts.event.SplitCounts;
import java.util.Map;

/**
 * What a batch was like.
 *
 * @param taskVersion the declaration that it was measured by
 * @param shares what became of the rows, as shares of the received ones
 * @param duplicates where rows were seen before
 * @param brokenRules quarantined rows by the rule that they broke
 * @param labels accepted rows by label and split
 * @param splits accepted rows by split
 * @param textChars length of the accepted texts, in UTF-16 code units
 * @param quarantineListed how many quarantined rows the quarantine lists; the rest is only counted
 */
public record QualityReport(
        String task,
        int taskVersion,
        String batchId,
        RowCounts rows,
        Shares shares,
        Duplicates duplicates,
        Map<String, Long> brokenRules,
        Map<String, SplitCounts> labels,
        SplitCounts splits,
        Lengths textChars,
        long quarantineListed) {

    /** Shares from 0 to 1; 0 where nothing was received. */
    public record Shares(double accepted, double quarantined, double duplicates) {
        static Shares of(RowCounts rows) {
            double received = Math.max(1, rows.received());
            return new Shares(rows.accepted() / received, rows.quarantined() / received, rows.duplicates() / received);
        }
    }

    /**
     * Rows with the label that they have already.
     *
     * @param ofDataset the data set held them before
     * @param ofBatch the batch holds them more than once
     */
    public record Duplicates(long ofDataset, long ofBatch) {}

    /** Statistics of lengths; all 0 where there is no row. */
    public record Lengths(int minimum, int median, int p95, int maximum, double mean) {}
}

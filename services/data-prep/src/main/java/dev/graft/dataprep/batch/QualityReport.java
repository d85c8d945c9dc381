package dev.graft.dataprep.batch;

import dev.graft.contracts.event.RowCounts;
import dev.graft.contracts.event.SplitCounts;
import dev.graft.dataprep.check.BatchChecks;
import dev.graft.dataprep.reading.SourceNotes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a batch was like.
 *
 * @param taskVersion the declaration that it was measured by
 * @param dataSource null: the rows came in the task's own columns
 * @param source how the rows were written
 * @param shares what became of the rows, as shares of the received ones
 * @param duplicates where rows were seen before
 * @param nearDuplicates accepted rows that are near to one that was there before
 * @param brokenRules quarantined rows by the rule that they broke
 * @param cleaned texts that each cleaning step changed, quarantined ones included
 * @param labels accepted rows by label and split
 * @param splits accepted rows by split
 * @param textChars length of the accepted texts, in UTF-16 code units
 * @param columns of accepted rows of numbers, in the task's order; null: the rows hold something else
 * @param languages accepted texts by the language that they are written in, ISO 639-3; null: the task does not ask for
 *     them
 * @param quarantineListed how many quarantined rows the quarantine lists; the rest is only counted
 * @param checks what was found about the labels and the drift of the accepted rows; null: the batch was refused before
 */
public record QualityReport(
        String task,
        int taskVersion,
        String batchId,
        @Nullable String dataSource,
        SourceNotes source,
        RowCounts rows,
        Shares shares,
        Duplicates duplicates,
        NearDuplicates nearDuplicates,
        Map<String, Long> brokenRules,
        Map<String, Long> cleaned,
        Map<String, SplitCounts> labels,
        SplitCounts splits,
        Lengths textChars,
        @Nullable List<ColumnSummary> columns,
        @Nullable Map<String, Long> languages,
        long quarantineListed,
        @Nullable BatchChecks checks) {

    QualityReport with(BatchChecks found) {
        return new QualityReport(
                task,
                taskVersion,
                batchId,
                dataSource,
                source,
                rows,
                shares,
                duplicates,
                nearDuplicates,
                brokenRules,
                cleaned,
                labels,
                splits,
                textChars,
                columns,
                languages,
                quarantineListed,
                found);
    }

    /**
     * Where the rows of a batch come from.
     *
     * @param dataSource null: they came in the task's own columns
     */
    record Origin(String batchId, @Nullable String dataSource, SourceNotes source) {}

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

    /**
     * Rows that differ little from one that the data set or the batch held before.
     *
     * @param rows how many
     * @param ofAnotherLabel of these, how many have another label than the row that they are near to: worth a look
     * @param moved of these, how many followed it into another split than they would be in by themselves
     */
    public record NearDuplicates(long rows, long ofAnotherLabel, long moved) {}

    /** Statistics of lengths; all 0 where there is no row. */
    public record Lengths(int minimum, int median, int p95, int maximum, double mean) {}

    /**
     * A column of numbers; of words their places among the column's.
     *
     * @param missing rows without a value
     * @param minimum null: no row has a value
     * @param mean null: no row has a value
     * @param maximum null: no row has a value
     */
    public record ColumnSummary(
            String name,
            long missing,
            @Nullable Double minimum,
            @Nullable Double mean,
            @Nullable Double maximum) {}
}

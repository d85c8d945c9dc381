package dev.graft.dataprep.batch;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.RowContent;
import dev.graft.contracts.event.RowCounts;
import dev.graft.contracts.event.SplitCounts;
import dev.graft.contracts.task.Split;
import dev.graft.contracts.task.Task;
import dev.graft.dataprep.journal.DatasetState;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The counts behind a quality report, taken row by row. Not thread-safe. */
final class Tally {
    private final LengthCounts lengths;
    private final @Nullable ColumnCounts columns;
    private final Map<String, Long> brokenRules = new TreeMap<>();
    private final Map<String, SplitCounts> labels = new TreeMap<>();
    private final Map<String, Long> languages = new TreeMap<>();
    private SplitCounts splits = new SplitCounts(0, 0, 0);
    private long received;
    private long quarantined;
    private long ofDataset;
    private long ofBatch;
    private long near;
    private long nearOfAnotherLabel;
    private long moved;

    private Tally(int maxTextChars, @Nullable ColumnCounts columns) {
        this.lengths = new LengthCounts(maxTextChars);
        this.columns = columns;
    }

    static Tally ofTexts(int maxTextChars) {
        return new Tally(maxTextChars, null);
    }

    static Tally ofImages() {
        return new Tally(0, null);
    }

    static Tally ofNumbers(List<String> columns) {
        return new Tally(0, new ColumnCounts(columns));
    }

    void received() {
        received++;
    }

    void accepted(DatasetRow row) {
        SplitCounts one = one(row.split());
        splits = DatasetState.sum(splits, one);
        if (!row.label().equals(DatasetRow.UNLABELLED)) {
            labels.merge(row.label(), one, DatasetState::sum);
        }
        if (row.content() instanceof RowContent.Text text) {
            lengths.add(text.all().length());
            if (text.language() != null) {
                languages.merge(text.language(), 1L, Long::sum);
            }
        } else if (columns != null && row.content() instanceof RowContent.Numbers numbers) {
            columns.add(numbers.values());
        }
    }

    void quarantined(String rule) {
        quarantined++;
        brokenRules.merge(rule, 1L, Long::sum);
    }

    void duplicateOfDataset() {
        ofDataset++;
    }

    void duplicateOfBatch() {
        ofBatch++;
    }

    /**
     * @param sameLabel whether the row that it is near to has its label
     * @param movedNow whether it goes into another split than by itself
     */
    void nearDuplicate(boolean sameLabel, boolean movedNow) {
        near++;
        nearOfAnotherLabel += sameLabel ? 0 : 1;
        moved += movedNow ? 1 : 0;
    }

    QualityReport report(Task task, QualityReport.Origin origin, Map<String, Long> cleaned, long quarantineListed) {
        long duplicates = ofDataset + ofBatch;
        RowCounts rows = new RowCounts(received, received - quarantined - duplicates, quarantined, duplicates);
        return new QualityReport(
                task.name(),
                task.requireVersion(),
                origin.batchId(),
                origin.dataSource(),
                origin.source(),
                rows,
                QualityReport.Shares.of(rows),
                new QualityReport.Duplicates(ofDataset, ofBatch),
                new QualityReport.NearDuplicates(near, nearOfAnotherLabel, moved),
                brokenRules,
                cleaned,
                labels,
                splits,
                lengths.summary(),
                columns == null ? null : columns.summary(),
                languages.isEmpty() ? null : Map.copyOf(languages),
                quarantineListed,
                null);
    }

    private static SplitCounts one(String split) {
        return new SplitCounts(
                Split.TRAIN.equals(split) ? 1 : 0,
                Split.VALIDATION.equals(split) ? 1 : 0,
                Split.TEST.equals(split) ? 1 : 0);
    }
}

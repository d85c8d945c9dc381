package dev.graft.dataprep.batch;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.event.RowCounts;
import dev.graft.contracts.event.SplitCounts;
import dev.graft.contracts.task.Split;
import dev.graft.contracts.task.Task;
import dev.graft.dataprep.journal.DatasetState;
import java.util.Map;
import java.util.TreeMap;

/** The counts behind a quality report, taken row by row. Not thread-safe. */
final class Tally {
    private final LengthCounts lengths;
    private final Map<String, Long> brokenRules = new TreeMap<>();
    private final Map<String, SplitCounts> labels = new TreeMap<>();
    private long received;
    private long quarantined;
    private long ofDataset;
    private long ofBatch;

    Tally(int maxTextChars) {
        lengths = new LengthCounts(maxTextChars);
    }

    void received() {
        received++;
    }

    long receivedRows() {
        return received;
    }

    void accepted(DatasetRow row) {
        labels.merge(row.label(), one(row.split()), DatasetState::sum);
        lengths.add(row.text().length());
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

    QualityReport report(Task task, String batchId, long quarantineListed) {
        long duplicates = ofDataset + ofBatch;
        RowCounts rows = new RowCounts(received, received - quarantined - duplicates, quarantined, duplicates);
        return new QualityReport(
                task.name(),
                task.requireVersion(),
                batchId,
                rows,
                QualityReport.Shares.of(rows),
                new QualityReport.Duplicates(ofDataset, ofBatch),
                brokenRules,
                labels,
                labels.values().stream().reduce(new SplitCounts(0, 0, 0), DatasetState::sum),
                lengths.summary(),
                quarantineListed);
    }

    private static SplitCounts one(String split) {
        return new SplitCounts(
                Split.TRAIN.equals(split) ? 1 : 0,
                Split.VALIDATION.equals(split) ? 1 : 0,
                Split.TEST.equals(split) ? 1 : 0);
    }
}

package dev.graft.dataprep.batch;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.RowContent;
import dev.graft.contracts.task.Task;
import dev.graft.dataprep.duplicate.Near;
import dev.graft.dataprep.journal.RowIndex;
import dev.graft.dataprep.journal.RowSample;
import dev.graft.dataprep.reading.SourceNotes;
import dev.graft.dataprep.rule.RowIds;
import dev.graft.dataprep.rule.RowRules;
import dev.graft.dataprep.rule.SplitByHash;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a row beside the others: a new one goes through, a duplicate is counted, the rest goes to the
 * quarantine with its reason. Content that is known with another label is a conflict, and the label that was first stays.
 * Not thread-safe.
 */
final class Comparison {
    private final SplitByHash splits;
    private final Origin origin;
    private final Held held;
    private final Quarantine quarantine;
    private final Tally tally;

    /**
     * Where rows come from.
     *
     * @param dataSource null: they come in the task's own columns
     */
    record Origin(String batchId, @Nullable String dataSource) {}

    /**
     * The rows that new ones are compared with.
     *
     * @param dataset its rows, which are not changed
     * @param batch receives the rows that go through
     * @param neighbours of both
     * @param sample receives some of the rows that go through
     */
    record Held(RowIndex dataset, RowIndex batch, Neighbours neighbours, RowSample sample) {}

    Comparison(Task task, Origin origin, Held held, Quarantine quarantine, Tally tally) {
        this.splits = new SplitByHash(task.split());
        this.origin = origin;
        this.held = held;
        this.quarantine = quarantine;
        this.tally = tally;
    }

    /** A row was read, whatever becomes of it. */
    void received() {
        tally.received();
    }

    /** A row that cannot enter the data set, whatever the others are. */
    Optional<DatasetRow> quarantined(QuarantinedRow.Shown row, String rule, String reason) {
        tally.quarantined(rule);
        quarantine.add(row.breaking(rule, reason));
        return Optional.empty();
    }

    /** The row as it enters the data set; empty when it does not. */
    Optional<DatasetRow> sift(RowReading.Verdict verdict) {
        if (verdict instanceof RowReading.Verdict.Unfit unfit) {
            return quarantined(unfit.row(), unfit.rule(), unfit.reason());
        }
        return compare(((RowReading.Verdict.Fit) verdict).row());
    }

    /** The row as it enters the data set; empty when it does not. */
    Optional<DatasetRow> compare(Candidate row) {
        String inDataset = held.dataset().labelOf(row.rowId());
        String inBatch = held.batch().labelOf(row.rowId());
        String before = inDataset == null ? inBatch : inDataset;
        if (before == null) {
            return apartFromGolden(row);
        }
        if (!row.agreesWith(before)) {
            return quarantined(
                    row.shown().get(),
                    RowRules.CONFLICTING_LABEL,
                    "the " + (inDataset == null ? "batch" : "data set") + " has " + kind(row)
                            + " already with the label '" + before + "'");
        }
        if (inDataset == null) {
            tally.duplicateOfBatch();
        } else {
            tally.duplicateOfDataset();
        }
        return Optional.empty();
    }

    private static String kind(Candidate row) {
        if (row.content() instanceof RowContent.Text text) {
            return text.pair() == null ? "this text" : "this pair of texts";
        }
        return row.content() instanceof RowContent.Image ? "this picture" : "these numbers";
    }

    private Optional<DatasetRow> apartFromGolden(Candidate row) {
        Neighbours.Look look = held.neighbours().at(row);
        Optional<String> overlap = look.goldenOverlap(row.rowId());
        return overlap.isPresent()
                ? quarantined(row.shown().get(), RowRules.GOLDEN_OVERLAP, overlap.get())
                : accepted(row, look);
    }

    /** A group decides about a row's split before a near row does: the rest of the group would be left behind. */
    private Optional<DatasetRow> accepted(Candidate candidate, Neighbours.Look look) {
        String group = candidate.group();
        String rowId = candidate.rowId();
        String label = candidate.label();
        String alone = splits.of(group == null ? rowId : RowIds.ofGroup(group));
        Optional<Near> near = look.place(rowId, label, alone, group == null);
        String split = group == null ? near.map(Near::split).orElse(alone) : alone;
        near.ifPresent(each -> tally.nearDuplicate(candidate.agreesWith(each.label()), !split.equals(alone)));
        DatasetRow row =
                new DatasetRow(rowId, candidate.content(), label, split, origin.batchId(), origin.dataSource());
        held.batch().add(rowId, label);
        held.sample().add(rowId, candidate.sampled(), label);
        tally.accepted(row);
        return Optional.of(row);
    }

    /** @param cleaned rows that each cleaning step changed */
    QualityReport report(Task task, SourceNotes source, Map<String, Long> cleaned) {
        return tally.report(
                task,
                new QualityReport.Origin(origin.batchId(), origin.dataSource(), source),
                cleaned,
                quarantine.listed());
    }
}

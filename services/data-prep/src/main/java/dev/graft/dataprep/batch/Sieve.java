package dev.graft.dataprep.batch;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.task.Task;
import dev.graft.dataprep.journal.RowIndex;
import dev.graft.dataprep.reading.RawRow;
import dev.graft.dataprep.rule.Excerpt;
import dev.graft.dataprep.rule.RowIds;
import dev.graft.dataprep.rule.RowRules;
import dev.graft.dataprep.rule.SplitByHash;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells rows apart: new ones go through, duplicates are counted, the rest goes to the quarantine with its reason. A text
 * that is known with another label is a conflict, and the label that was first stays. Not thread-safe.
 */
final class Sieve {
    private final RowRules rules;
    private final SplitByHash splits;
    private final String batchId;
    private final RowIndex known;
    private final RowIndex fresh = new RowIndex();
    private final Quarantine quarantine;
    private final Tally tally;

    /** @param known the rows of the data set, which are not changed */
    Sieve(Task task, int maxTextChars, String batchId, RowIndex known, Quarantine quarantine) {
        this.rules = RowRules.forText(task.labels(), maxTextChars);
        this.splits = new SplitByHash(task.split());
        this.batchId = batchId;
        this.known = known;
        this.quarantine = quarantine;
        this.tally = new Tally(maxTextChars);
    }

    /** The row as it enters the data set; empty when it does not. */
    Optional<DatasetRow> sift(RawRow row) {
        tally.received();
        if (row instanceof RawRow.Broken broken) {
            return quarantined(broken.line(), broken.rule(), broken.reason(), broken.excerpt(), null);
        }
        RawRow.Fields fields = (RawRow.Fields) row;
        Optional<RowRules.Breach> breach = rules.check(fields);
        return breach.isPresent()
                ? quarantined(fields, breach.get().rule(), breach.get().reason())
                : compared(fields);
    }

    private Optional<DatasetRow> compared(RawRow.Fields fields) {
        String text = Objects.requireNonNull(fields.text()).strip();
        String label = Objects.requireNonNull(fields.label()).strip();
        String rowId = RowIds.of(text);
        String inDataset = known.labelOf(rowId);
        String inBatch = fresh.labelOf(rowId);
        String held = inDataset == null ? inBatch : inDataset;
        if (held == null) {
            return accepted(new DatasetRow(rowId, text, label, splits.of(rowId), batchId));
        }
        if (!held.equals(label)) {
            return quarantined(
                    fields,
                    RowRules.CONFLICTING_LABEL,
                    "the " + (inDataset == null ? "batch" : "data set") + " has this text already with the label '"
                            + held + "'");
        }
        if (inDataset == null) {
            tally.duplicateOfBatch();
        } else {
            tally.duplicateOfDataset();
        }
        return Optional.empty();
    }

    private Optional<DatasetRow> accepted(DatasetRow row) {
        fresh.add(row.rowId(), row.label());
        tally.accepted(row);
        return Optional.of(row);
    }

    private Optional<DatasetRow> quarantined(RawRow.Fields fields, String rule, String reason) {
        return quarantined(fields.line(), rule, reason, fields.text(), fields.label());
    }

    private Optional<DatasetRow> quarantined(
            long line, String rule, String reason, @Nullable String text, @Nullable String label) {
        tally.quarantined(rule);
        quarantine.add(new QuarantinedRow(line, rule, reason, excerpt(text), excerpt(label)));
        return Optional.empty();
    }

    private static @Nullable String excerpt(@Nullable String value) {
        return value == null ? null : Excerpt.of(value);
    }

    long received() {
        return tally.receivedRows();
    }

    /** The rows that went through. */
    RowIndex fresh() {
        return fresh;
    }

    QualityReport report(Task task) {
        return tally.report(task, batchId, quarantine.listed());
    }
}

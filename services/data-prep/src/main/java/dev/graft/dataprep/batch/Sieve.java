package dev.graft.dataprep.batch;

import static java.util.Objects.requireNonNull;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.task.Preparation;
import dev.graft.contracts.task.Task;
import dev.graft.dataprep.duplicate.Near;
import dev.graft.dataprep.duplicate.Sketch;
import dev.graft.dataprep.journal.RowIndex;
import dev.graft.dataprep.journal.RowSample;
import dev.graft.dataprep.mapping.MappedRow;
import dev.graft.dataprep.mapping.RowMapping;
import dev.graft.dataprep.reading.RawRow;
import dev.graft.dataprep.reading.SourceNotes;
import dev.graft.dataprep.rule.RowIds;
import dev.graft.dataprep.rule.RowRules;
import dev.graft.dataprep.rule.SplitByHash;
import dev.graft.dataprep.rule.TextShape;
import dev.graft.learning.preparation.TextPreparation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells rows apart: new ones go through, duplicates are counted, the rest goes to the quarantine with its reason. A text
 * that is known with another label is a conflict, and the label that was first stays. Not thread-safe.
 */
final class Sieve {
    private final RowMapping mapping;
    private final TextPreparation.Counting cleaning;
    private final RowRules rules;
    private final SplitByHash splits;
    private final Origin origin;
    private final Held held;
    private final Quarantine quarantine;
    private final Tally tally;

    /**
     * Where rows come from.
     *
     * @param dataSource null: they come in the task's own columns
     * @param mapping how they become rows of the task
     */
    record Origin(String batchId, @Nullable String dataSource, RowMapping mapping) {}

    /**
     * The rows that new ones are compared with.
     *
     * @param dataset its rows, which are not changed
     * @param batch receives the rows that go through
     * @param neighbours of both
     * @param golden those that nothing may be learnt from; null: there are none
     * @param sample receives some of the rows that go through
     */
    record Held(
            RowIndex dataset,
            RowIndex batch,
            Neighbours neighbours,
            @Nullable GoldenRows golden,
            RowSample sample) {}

    Sieve(Task task, BatchLimits limits, Origin origin, Held held, Quarantine quarantine) {
        int maxTextChars = limits.maxTextChars(task);
        Preparation preparation = task.preparation();
        this.mapping = origin.mapping();
        this.cleaning =
                TextPreparation.of(requireNonNull(preparation.cleaning())).counting();
        this.rules = RowRules.forText(task.labels(), requireNonNull(preparation.minimumChars()), maxTextChars);
        this.splits = new SplitByHash(task.split());
        this.origin = origin;
        this.held = held;
        this.quarantine = quarantine;
        this.tally = new Tally(maxTextChars);
    }

    /** The row as it enters the data set; empty when it does not. */
    Optional<DatasetRow> sift(RawRow row) {
        tally.received();
        if (row instanceof RawRow.Broken broken) {
            return quarantined(QuarantinedRow.unread(broken.line(), broken.rule(), broken.reason(), broken.excerpt()));
        }
        RowMapping.Outcome outcome = mapping.apply((RawRow.Fields) row);
        if (outcome instanceof RowMapping.Outcome.Broken broken) {
            String values = broken.row().values().toString();
            return quarantined(QuarantinedRow.unread(row.line(), broken.rule(), broken.reason(), values));
        }
        return checked(cleaned(((RowMapping.Outcome.Mapped) outcome).row()));
    }

    private MappedRow cleaned(MappedRow row) {
        String text = row.text();
        return text == null || TextShape.brokenUnicode(text).isPresent() ? row : row.withText(cleaning.apply(text));
    }

    private Optional<DatasetRow> checked(MappedRow row) {
        Optional<RowRules.Breach> breach = rules.check(row);
        return breach.isPresent()
                ? quarantined(row, breach.get().rule(), breach.get().reason())
                : compared(row);
    }

    private Optional<DatasetRow> compared(MappedRow fields) {
        String text = requireNonNull(fields.text()).strip();
        String label = requireNonNull(fields.label()).strip();
        String rowId = RowIds.of(text);
        String inDataset = held.dataset().labelOf(rowId);
        String inBatch = held.batch().labelOf(rowId);
        String before = inDataset == null ? inBatch : inDataset;
        if (before == null) {
            return apartFromGolden(fields, rowId, text, label);
        }
        if (!before.equals(label)) {
            return quarantined(
                    fields,
                    RowRules.CONFLICTING_LABEL,
                    "the " + (inDataset == null ? "batch" : "data set") + " has this text already with the label '"
                            + before + "'");
        }
        if (inDataset == null) {
            tally.duplicateOfBatch();
        } else {
            tally.duplicateOfDataset();
        }
        return Optional.empty();
    }

    private Optional<DatasetRow> apartFromGolden(MappedRow fields, String rowId, String text, String label) {
        Sketch sketch = held.neighbours().sketch(text);
        Optional<String> overlap =
                held.golden() == null ? Optional.empty() : held.golden().overlap(rowId, sketch);
        return overlap.isPresent()
                ? quarantined(fields, RowRules.GOLDEN_OVERLAP, overlap.get())
                : accepted(rowId, text, label, fields.group(), sketch);
    }

    /** A group decides about a row's split before a near row does: the rest of the group would be left behind. */
    private Optional<DatasetRow> accepted(
            String rowId, String text, String label, @Nullable String group, @Nullable Sketch sketch) {
        String alone = splits.of(group == null ? rowId : RowIds.ofGroup(group));
        Optional<Near> near = held.neighbours().place(rowId, sketch, label, alone, group == null);
        String split = group == null ? near.map(Near::split).orElse(alone) : alone;
        near.ifPresent(each -> tally.nearDuplicate(each.agreesWith(label), !split.equals(alone)));
        DatasetRow row = new DatasetRow(rowId, text, label, split, origin.batchId(), origin.dataSource());
        held.batch().add(rowId, label);
        held.sample().add(rowId, text, label);
        tally.accepted(row);
        return Optional.of(row);
    }

    private Optional<DatasetRow> quarantined(MappedRow fields, String rule, String reason) {
        return quarantined(
                new QuarantinedRow(fields.line(), rule, reason, fields.text(), fields.label(), fields.group()));
    }

    private Optional<DatasetRow> quarantined(QuarantinedRow row) {
        tally.quarantined(row.rule());
        quarantine.add(row);
        return Optional.empty();
    }

    long received() {
        return tally.receivedRows();
    }

    QualityReport report(Task task, SourceNotes source) {
        return tally.report(
                task,
                new QualityReport.Origin(origin.batchId(), origin.dataSource(), source),
                cleaning.changed(),
                quarantine.listed());
    }
}

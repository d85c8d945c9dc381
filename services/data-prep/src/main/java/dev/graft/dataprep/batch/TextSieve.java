package dev.graft.dataprep.batch;

import static java.util.Objects.requireNonNull;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.RowContent;
import dev.graft.contracts.task.Preparation;
import dev.graft.contracts.task.Task;
import dev.graft.dataprep.mapping.MappedRow;
import dev.graft.dataprep.mapping.RowMapping;
import dev.graft.dataprep.reading.RawRow;
import dev.graft.dataprep.reading.RowSource;
import dev.graft.dataprep.reading.SourceNotes;
import dev.graft.dataprep.reading.UnreadableSource;
import dev.graft.dataprep.rule.RowIds;
import dev.graft.dataprep.rule.RowRules;
import dev.graft.dataprep.rule.TextShape;
import dev.graft.learning.preparation.TextPreparation;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Texts: mapped, cleaned, checked, compared. */
final class TextSieve implements Sieve {
    private final RowSource source;
    private final RowMapping mapping;
    private final TextPreparation.Counting cleaning;
    private final RowRules rules;
    private final Comparison comparison;

    /** @param source is closed with this */
    TextSieve(RowSource source, Task task, int maxTextChars, RowMapping mapping, Comparison comparison) {
        Preparation preparation = task.preparation();
        this.source = source;
        this.mapping = mapping;
        this.cleaning =
                TextPreparation.of(requireNonNull(preparation.cleaning())).counting();
        this.rules = RowRules.forText(task.labels(), requireNonNull(preparation.minimumChars()), maxTextChars);
        this.comparison = comparison;
    }

    @Override
    public boolean next(Consumer<DatasetRow> passed) throws UnreadableSource {
        RawRow row = source.next();
        if (row == null) {
            return false;
        }
        comparison.received();
        sift(row).ifPresent(passed);
        return true;
    }

    private Optional<DatasetRow> sift(RawRow row) {
        if (row instanceof RawRow.Broken broken) {
            return unread(row, broken.rule(), broken.reason(), broken.excerpt());
        }
        RowMapping.Outcome outcome = mapping.apply((RawRow.Fields) row);
        if (outcome instanceof RowMapping.Outcome.Broken broken) {
            return unread(
                    row, broken.rule(), broken.reason(), broken.row().values().toString());
        }
        return checked(cleaned(((RowMapping.Outcome.Mapped) outcome).row()));
    }

    private Optional<DatasetRow> unread(RawRow row, String rule, String reason, String excerpt) {
        return comparison.quarantined(QuarantinedRow.Shown.beginning(row.line(), excerpt), rule, reason);
    }

    private MappedRow cleaned(MappedRow row) {
        String text = row.text();
        return text == null || TextShape.brokenUnicode(text).isPresent() ? row : row.withText(cleaning.apply(text));
    }

    private Optional<DatasetRow> checked(MappedRow row) {
        QuarantinedRow.Shown shown = new QuarantinedRow.Shown(row.line(), row.text(), row.label(), row.group(), null);
        Optional<RowRules.Breach> breach = rules.check(row);
        if (breach.isPresent()) {
            return comparison.quarantined(
                    shown, breach.get().rule(), breach.get().reason());
        }
        String text = requireNonNull(row.text()).strip();
        String label = requireNonNull(row.label()).strip();
        return comparison.compare(new Candidate(RowIds.of(text), new RowContent.Text(text), label, row.group(), shown));
    }

    @Override
    public Map<String, Long> cleaned() {
        return cleaning.changed();
    }

    @Override
    public SourceNotes notes() {
        return source.notes();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}

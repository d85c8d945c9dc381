package dev.graft.dataprep.batch;

import static java.util.Objects.requireNonNull;

import dev.graft.contracts.document.RowContent;
import dev.graft.contracts.task.Task;
import dev.graft.dataprep.mapping.MappedRow;
import dev.graft.dataprep.mapping.NumberMapping;
import dev.graft.dataprep.reading.RawRow;
import dev.graft.dataprep.rule.RowIds;
import dev.graft.dataprep.rule.RowRules;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Numbers: mapped, each value read by its column, the label checked. */
final class NumberReading implements RowReading {
    private final NumberMapping mapping;
    private final @Nullable String dataSource;
    private final RowRules rules;

    /** @param dataSource that the rows come from; null: they come in the task's own columns */
    NumberReading(Task task, NumberMapping mapping, @Nullable String dataSource) {
        this.mapping = mapping;
        this.dataSource = dataSource;
        this.rules = RowRules.forLabel(task.labels());
    }

    @Override
    public Verdict read(RawRow row) {
        if (row instanceof RawRow.Broken broken) {
            return new Verdict.Unfit(
                    QuarantinedRow.Shown.beginning(row.line(), broken.excerpt()), broken.rule(), broken.reason());
        }
        RawRow.Fields fields = (RawRow.Fields) row;
        NumberMapping.Outcome outcome = mapping.apply(fields);
        if (outcome instanceof NumberMapping.Outcome.Broken broken) {
            QuarantinedRow.Shown shown =
                    QuarantinedRow.Shown.numbers(row.line(), broken.values(), broken.label(), broken.group());
            return new Verdict.Unfit(shown, broken.rule(), broken.reason());
        }
        return checked(fields, (NumberMapping.Outcome.Mapped) outcome);
    }

    private Verdict checked(RawRow.Fields fields, NumberMapping.Outcome.Mapped row) {
        Supplier<QuarantinedRow.Shown> shown =
                () -> QuarantinedRow.Shown.numbers(fields.line(), mapping.shown(fields), row.label(), row.group());
        Optional<RowRules.Breach> breach = rules.check(new MappedRow(fields.line(), null, row.label(), row.group()));
        if (breach.isPresent()) {
            return new Verdict.Unfit(
                    shown.get(), breach.get().rule(), breach.get().reason());
        }
        return new Verdict.Fit(new Candidate(
                RowIds.of(row.values()),
                new RowContent.Numbers(row.values(), dataSource),
                requireNonNull(row.label()),
                row.group(),
                shown));
    }

    /** What is done to numbers is fitted, and belongs to a snapshot. */
    @Override
    public Map<String, Long> cleaned() {
        return Map.of();
    }
}

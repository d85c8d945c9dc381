package dev.graft.dataprep.batch;

import static java.util.Objects.requireNonNull;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.RowContent;
import dev.graft.contracts.task.Preparation;
import dev.graft.contracts.task.Task;
import dev.graft.dataprep.check.Languages;
import dev.graft.dataprep.mapping.MappedRow;
import dev.graft.dataprep.mapping.RowMapping;
import dev.graft.dataprep.reading.RawRow;
import dev.graft.dataprep.rule.RowIds;
import dev.graft.dataprep.rule.RowRules;
import dev.graft.dataprep.rule.TextShape;
import dev.graft.learning.preparation.CleaningStep;
import dev.graft.learning.preparation.TextPreparation;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Texts, or pairs of them: mapped, cleaned, checked. */
final class TextReading implements RowReading {
    private final RowMapping mapping;
    private final TextPreparation.Counting cleaning;
    private final RowRules rules;
    private final @Nullable Languages languages;
    private long tagged;

    /**
     * @param languages tells them where the task asks for them
     * @param labelled whether each row needs a label
     */
    TextReading(Task task, int maxTextChars, RowMapping mapping, Languages languages, boolean labelled) {
        Preparation preparation = task.preparation();
        TextPreparation steps = TextPreparation.of(requireNonNull(preparation.cleaning()));
        this.mapping = mapping;
        this.cleaning = steps.counting();
        this.languages = steps.steps().contains(CleaningStep.LANGUAGE_TAG) ? languages : null;
        int minimum = requireNonNull(preparation.minimumChars());
        this.rules = labelled
                ? RowRules.forText(task.labels(), task.ofPairs(), minimum, maxTextChars)
                : RowRules.forUnlabelledText(task.ofPairs(), minimum, maxTextChars);
    }

    @Override
    public Verdict read(RawRow row) {
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

    private static Verdict unread(RawRow row, String rule, String reason, String excerpt) {
        return new Verdict.Unfit(QuarantinedRow.Shown.beginning(row.line(), excerpt), rule, reason);
    }

    private MappedRow cleaned(MappedRow row) {
        return row.withTexts(text -> TextShape.brokenUnicode(text).isPresent() ? text : cleaning.apply(text));
    }

    private Verdict checked(MappedRow row) {
        QuarantinedRow.Shown shown = QuarantinedRow.Shown.text(row);
        Optional<RowRules.Breach> breach = rules.check(row);
        if (breach.isPresent()) {
            return new Verdict.Unfit(shown, breach.get().rule(), breach.get().reason());
        }
        String text = requireNonNull(row.text()).strip();
        String pair = row.pair() == null ? null : row.pair().strip();
        String label = row.label() == null ? DatasetRow.UNLABELLED : row.label().strip();
        RowContent.Text untold = new RowContent.Text(text, pair, null);
        RowContent.Text content = new RowContent.Text(text, pair, language(untold.all()));
        return new Verdict.Fit(new Candidate(RowIds.of(text, pair), content, label, row.group(), () -> shown));
    }

    private @Nullable String language(String text) {
        if (languages == null) {
            return null;
        }
        String language = text.length() < Languages.LEAST_CHARS ? Languages.UNDETERMINED : languages.of(text);
        tagged += language.equals(Languages.UNDETERMINED) ? 0 : 1;
        return language;
    }

    @Override
    public Map<String, Long> cleaned() {
        Map<String, Long> cleaned = cleaning.changed();
        cleaned.computeIfPresent(CleaningStep.LANGUAGE_TAG.id(), (step, unchanged) -> tagged);
        return cleaned;
    }
}

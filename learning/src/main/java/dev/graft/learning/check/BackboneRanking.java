package dev.graft.learning.check;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The outcome of a backbone check.
 *
 * @param candidates best first: by macro F1, then accuracy, then name
 * @param majority the score of always answering the most frequent label
 * @param untrainedName what the untrained features are
 * @param untrained the score of the same probe on features that no training made
 * @param rows that were used
 * @param rowsGiven of which they are a sample, or all
 * @param settings of the check
 */
public record BackboneRanking(
        List<CandidateScore> candidates,
        ProbeScore majority,
        String untrainedName,
        ProbeScore untrained,
        int rows,
        int rowsGiven,
        CheckSettings settings) {

    /** An immutable value. */
    public BackboneRanking {
        candidates = List.copyOf(candidates);
    }

    /** The candidate with the highest macro F1. */
    public CandidateScore best() {
        return candidates.get(0);
    }

    /** What a person should know, in one sentence. */
    public String sentence() {
        String first = candidates.size() == 1 ? ofOne() : ofMany();
        return "%s a macro F1 of %s, where %s%s (%d folds over %s rows)."
                .formatted(first, number(best().score().macroF1()), floors(), harmful(), settings.folds(), rowCount());
    }

    private String ofOne() {
        String verdict = switch (best().transfer()) {
            case HELPS -> "helps with this task";
            case UNCLEAR -> "does not clearly help with this task";
            case HURTS -> "makes this task harder";
        };
        return best().name() + " " + verdict + ": a probe on it reaches";
    }

    private String ofMany() {
        int count = candidates.size();
        return switch (best().transfer()) {
            case HELPS ->
                "%s suits this task best of %d backbones: a probe on it reaches".formatted(best().name(), count);
            case UNCLEAR ->
                "None of %d backbones clearly helps with this task: the best, %s, reaches"
                        .formatted(count, best().name());
            case HURTS ->
                "Every one of %d backbones makes this task harder: the best, %s, reaches"
                        .formatted(count, best().name());
        };
    }

    private String floors() {
        return "%s reach %s and the most frequent label alone %s"
                .formatted(untrainedName, number(untrained.macroF1()), number(majority.macroF1()));
    }

    private String harmful() {
        String names = candidates.stream()
                .skip(1)
                .filter(candidate -> candidate.transfer() == Transfer.HURTS)
                .map(CandidateScore::name)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : "; to transfer from " + names + " would hurt";
    }

    private String rowCount() {
        return rows == rowsGiven ? Integer.toString(rows) : rows + " of " + rowsGiven;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}

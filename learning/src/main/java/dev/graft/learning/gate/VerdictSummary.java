package dev.graft.learning.gate;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The one sentence that opens a verdict: the decision, its main reason, and what else failed. */
final class VerdictSummary {

    private static final Set<String> REASONS_TO_PROMOTE =
            Set.of(MajorityBaselineRule.NAME, GainRule.NAME, ConfidenceRule.NAME);

    private VerdictSummary() {}

    static String refused(List<RuleOutcome> outcomes) {
        return "Refused: "
                + reasons(outcomes.stream().filter(RuleOutcome::refuses).toList());
    }

    static String inconclusive(List<RuleOutcome> outcomes) {
        return "Inconclusive: "
                + reasons(outcomes.stream().filter(RuleOutcome::leavesOpen).toList());
    }

    private static String reasons(List<RuleOutcome> failed) {
        String others = failed.stream().skip(1).map(RuleOutcome::name).collect(Collectors.joining(", "));
        return clause(failed.get(0)) + (others.isEmpty() ? "." : " (also failed: " + others + ").");
    }

    static String promoted(String opening, List<RuleOutcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> REASONS_TO_PROMOTE.contains(outcome.name()))
                .map(VerdictSummary::clause)
                .collect(Collectors.joining("; ", opening + ": ", "."));
    }

    private static String clause(RuleOutcome outcome) {
        String sentence = outcome.sentence();
        return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1, sentence.length() - 1);
    }
}

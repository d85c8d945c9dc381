package dev.graft.learning.gate;

import java.util.List;

/** There are enough test rows to tell luck from skill: at least the policy's minimum on the slice. */
final class EnoughTestRowsRule {

    static final String NAME = "enough-test-rows";
    static final String SHARED_NAME = "enough-shared-label-rows";

    private EnoughTestRowsRule() {}

    /** Of all test rows. */
    static List<RuleOutcome> ofAll(GateInput input, GatePolicy policy) {
        return outcome(NAME, input.challenger().all().rows(), policy.minimumTestRows(), "");
    }

    /** Of the rows whose label both models know, where the challenger knows new ones. */
    static List<RuleOutcome> ofSharedLabels(GateInput.Challenge input, GatePolicy policy) {
        if (!input.addsLabels()) {
            return List.of();
        }
        int rows = input.challenger().slice(Slice.SHARED_LABELS).rows();
        return outcome(SHARED_NAME, rows, policy.minimumTestRows(), " with a label that both models know");
    }

    private static List<RuleOutcome> outcome(String name, int rows, int needed, String which) {
        boolean enough = rows >= needed;
        String has = Words.count(rows, "test row") + which;
        String sentence = enough
                ? "The gate has %s and needs %d.".formatted(has, needed)
                : "The gate has only %s and needs %d, which is %d more.".formatted(has, needed, needed - rows);
        Long more = enough ? null : Long.valueOf(needed - rows);
        return List.of(new RuleOutcome(
                name, enough, RuleOutcome.Severity.EVIDENCE, rows, (double) needed, null, more, sentence));
    }
}

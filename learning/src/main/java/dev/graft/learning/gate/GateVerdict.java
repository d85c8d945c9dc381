package dev.graft.learning.gate;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * The gate's decision with every reason for it.
 *
 * @param decision what becomes of the challenger
 * @param outcomes what each rule found, in the order of the policy
 * @param summary the decision and its main reason in one sentence for a person
 */
public record GateVerdict(Decision decision, List<RuleOutcome> outcomes, String summary) {

    /** What becomes of a challenger; there is no third way. */
    public enum Decision {
        /** It becomes the champion. */
        @JsonProperty("promoted")
        PROMOTED,
        /** The champion, or having none, stays. */
        @JsonProperty("refused")
        REFUSED
    }

    /** An immutable value. */
    public GateVerdict {
        outcomes = List.copyOf(outcomes);
    }

    /** Whether the challenger becomes the champion. */
    public boolean promoted() {
        return decision == Decision.PROMOTED;
    }

    /** The outcomes that refuse the challenger; empty if it is promoted. */
    public List<RuleOutcome> refusals() {
        return outcomes.stream().filter(RuleOutcome::refuses).toList();
    }

    /** The failed rules that do not refuse, but that a person should look at. */
    public List<RuleOutcome> warnings() {
        return outcomes.stream()
                .filter(outcome -> !outcome.passed() && !outcome.refuses())
                .toList();
    }
}

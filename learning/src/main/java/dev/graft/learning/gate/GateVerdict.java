package dev.graft.learning.gate;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gate's decision with every reason for it.
 *
 * @param decision what becomes of the challenger
 * @param outcomes what each rule found, in the order of the policy
 * @param moreTestRows how many further test rows would probably settle an inconclusive verdict; null: the verdict is
 *     another, or nobody can say
 * @param summary the decision and its main reason in one sentence for a person
 */
public record GateVerdict(
        Decision decision,
        List<RuleOutcome> outcomes,
        @Nullable Long moreTestRows,
        String summary) {

    /** What becomes of a challenger. */
    public enum Decision {
        /** It becomes the champion. */
        @JsonProperty("promoted")
        PROMOTED,
        /** It is shown not to be what the policy asks for; the champion, or having none, stays. */
        @JsonProperty("refused")
        REFUSED,
        /** The rows are too few to tell; the champion, or having none, stays. */
        @JsonProperty("inconclusive")
        INCONCLUSIVE
    }

    /** An immutable value. */
    public GateVerdict {
        outcomes = List.copyOf(outcomes);
    }

    /** Whether the challenger becomes the champion. */
    public boolean promoted() {
        return decision == Decision.PROMOTED;
    }

    /** The outcomes that refuse the challenger; empty if it is not refused. */
    public List<RuleOutcome> refusals() {
        return outcomes.stream().filter(RuleOutcome::refuses).toList();
    }

    /** The outcomes that the rows were too few for. */
    public List<RuleOutcome> openQuestions() {
        return outcomes.stream().filter(RuleOutcome::leavesOpen).toList();
    }

    /** The failed rules that decide nothing, but that a person should look at. */
    public List<RuleOutcome> warnings() {
        return outcomes.stream()
                .filter(outcome -> !outcome.passed() && outcome.severity() == RuleOutcome.Severity.WARNING)
                .toList();
    }
}

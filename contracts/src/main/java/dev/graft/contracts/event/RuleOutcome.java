package dev.graft.contracts.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One rule of the gate and how the challenger fared.
 *
 * @param sentence for a person
 * @param value what was measured; null where the rule measures nothing
 * @param threshold what was asked for; null where the rule has none
 * @param severity what a failure means; null: {@link Severity#REQUIRED}
 */
public record RuleOutcome(
        String rule,
        boolean passed,
        String sentence,
        @Nullable Double value,
        @Nullable Double threshold,
        @Nullable Severity severity) {

    /** What a failed rule means for the verdict. */
    public enum Severity {
        /** The challenger is refused. */
        @JsonProperty("required")
        REQUIRED,
        /** The verdict stands; a person should look. */
        @JsonProperty("advisory")
        ADVISORY
    }

    @JsonCreator
    public RuleOutcome {}

    /** The outcome of a required rule. */
    public RuleOutcome(
            String rule, boolean passed, String sentence, @Nullable Double value, @Nullable Double threshold) {
        this(rule, passed, sentence, value, threshold, null);
    }

    /** Whether this outcome alone refuses the challenger: a warning never does. */
    public boolean refuses() {
        return !passed && severity != Severity.ADVISORY;
    }
}

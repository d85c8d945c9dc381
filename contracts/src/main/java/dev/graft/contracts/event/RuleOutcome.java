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
 * @param interval where the true gain lies; null: the rule is about none
 */
public record RuleOutcome(
        String rule,
        boolean passed,
        String sentence,
        @Nullable Double value,
        @Nullable Double threshold,
        @Nullable Severity severity,
        @Nullable Interval interval) {

    /** What a failed rule means for the verdict. */
    public enum Severity {
        /** The challenger is refused. */
        @JsonProperty("required")
        REQUIRED,
        /** The test rows are too few to decide: without a reason to refuse, the verdict is inconclusive. */
        @JsonProperty("evidence")
        EVIDENCE,
        /** The verdict stands; a person should look. */
        @JsonProperty("advisory")
        ADVISORY
    }

    @JsonCreator
    public RuleOutcome {}

    /** An outcome that is about no difference. */
    public RuleOutcome(
            String rule,
            boolean passed,
            String sentence,
            @Nullable Double value,
            @Nullable Double threshold,
            @Nullable Severity severity) {
        this(rule, passed, sentence, value, threshold, severity, null);
    }

    /** The outcome of a required rule. */
    public RuleOutcome(
            String rule, boolean passed, String sentence, @Nullable Double value, @Nullable Double threshold) {
        this(rule, passed, sentence, value, threshold, null);
    }

    /** Whether this outcome alone refuses the challenger: a warning never does. */
    public boolean refuses() {
        return !passed && (severity == null || severity == Severity.REQUIRED);
    }

    /** Whether this outcome alone keeps the challenger from going live: it refuses, or leaves open. */
    public boolean keepsChampion() {
        return !passed && severity != Severity.ADVISORY;
    }
}

package dev.graft.learning.gate;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.graft.learning.significance.Interval;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one rule of the gate found.
 *
 * @param name the rule, such as {@code gain} or {@code no-loss-on-earlier}
 * @param passed whether what it looks for is in order
 * @param severity what a failure means for the verdict
 * @param value the number that was judged
 * @param threshold the number it was held against, or null if it was only reported
 * @param interval where the true difference between the models lies; null: the rule is about none
 * @param moreTestRows how many further test rows would probably settle what could not be decided; null: it could, or no
 *     number would
 * @param sentence the finding for a person, a full sentence
 */
public record RuleOutcome(
        String name,
        boolean passed,
        Severity severity,
        double value,
        @Nullable Double threshold,
        @Nullable Interval interval,
        @Nullable Long moreTestRows,
        String sentence) {

    /** What a failed rule means for the verdict. */
    public enum Severity {
        /** The challenger is refused. */
        @JsonProperty("required")
        REQUIRED,
        /** The rows are too few to decide: without a reason to refuse, the verdict is inconclusive. */
        @JsonProperty("evidence")
        EVIDENCE,
        /** The verdict stands, but a person should look. */
        @JsonProperty("warning")
        WARNING,
        /** Nothing: the rule only reports, and always passes. */
        @JsonProperty("information")
        INFORMATION
    }

    /** A finding that is about no difference. */
    public RuleOutcome(
            String name, boolean passed, Severity severity, double value, @Nullable Double threshold, String sentence) {
        this(name, passed, severity, value, threshold, null, null, sentence);
    }

    /** Whether this outcome alone refuses the challenger. */
    public boolean refuses() {
        return severity == Severity.REQUIRED && !passed;
    }

    /** Whether this outcome alone keeps the gate from a decision. */
    public boolean leavesOpen() {
        return severity == Severity.EVIDENCE && !passed;
    }

    static List<RuleOutcome> required(String name, boolean passed, double value, double threshold, String sentence) {
        return List.of(new RuleOutcome(name, passed, Severity.REQUIRED, value, threshold, sentence));
    }

    static List<RuleOutcome> warning(String name, boolean passed, double value, double threshold, String sentence) {
        return List.of(new RuleOutcome(name, passed, Severity.WARNING, value, threshold, sentence));
    }

    static List<RuleOutcome> information(String name, double value, String sentence) {
        return List.of(new RuleOutcome(name, true, Severity.INFORMATION, value, null, sentence));
    }

    /** The same finding with where the true difference lies. */
    RuleOutcome with(@Nullable Interval where) {
        return new RuleOutcome(name, passed, severity, value, threshold, where, moreTestRows, sentence);
    }
}

package dev.graft.learning.gate;

import dev.graft.learning.gate.GateInput.Challenge;
import java.util.List;

/**
 * The challenger scores higher than the champion on all test rows, by the policy's minimum gain; a tie is none. Where the
 * policy has a non-inferiority margin, it scores at most that much lower. On too few test rows the gain is only reported.
 */
final class GainRule implements GateRule<Challenge> {

    static final String NAME = "gain";

    @Override
    public List<RuleOutcome> judge(Challenge input, GatePolicy policy) {
        double before = policy.metric().of(input.champion().all());
        double after = policy.metric().of(input.challenger().all());
        double gain = after - before;
        Double margin = policy.nonInferiorityMargin();
        double threshold = margin == null ? policy.minimumGain() : -margin;
        boolean passed = gain >= threshold - Words.ROUNDING && (margin != null || gain > Words.ROUNDING);
        String sentence = "The challenger's %s %s on %s%s."
                .formatted(
                        policy.metric().words(),
                        movement(before, after),
                        Words.count(input.challenger().all().rows(), "test row"),
                        passed ? "" : reason(input, policy, gain));
        return input.challenger().all().rows() < policy.minimumTestRows()
                ? RuleOutcome.information(NAME, gain, sentence)
                : RuleOutcome.required(NAME, passed, gain, threshold, sentence);
    }

    private static String movement(double before, double after) {
        double gain = after - before;
        if (Math.abs(gain) <= Words.ROUNDING) {
            return "equals the champion's " + Words.score(before);
        }
        return "%s from the champion's %s to %s (%s)"
                .formatted(gain > 0 ? "rises" : "falls", Words.score(before), Words.score(after), Words.change(gain));
    }

    private static String reason(Challenge input, GatePolicy policy, double gain) {
        Double margin = policy.nonInferiorityMargin();
        if (margin != null) {
            return ", more than the allowed " + Words.score(margin);
        }
        if (gain > Words.ROUNDING) {
            return ", less than the asked gain of " + Words.score(policy.minimumGain());
        }
        if (gain < -Words.ROUNDING) {
            return "";
        }
        return input.paired().disagreements() == 0
                ? ", and both are right and wrong on exactly the same rows: a tie does not replace the champion"
                : ": a tie does not replace the champion";
    }
}

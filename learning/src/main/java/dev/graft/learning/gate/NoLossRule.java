package dev.graft.learning.gate;

import dev.graft.learning.gate.GateInput.Challenge;
import dev.graft.learning.metrics.ClassificationReport;
import java.util.List;

/**
 * The gain is not paid for by a part of the rows: on no slice beside {@link Slice#ALL} does the score fall by
 * more than the policy allows. A slice smaller than the policy's minimum is not judged, since there one row
 * decides; {@link Slice#SHARED_LABELS} always is, and has its own rule on rows.
 */
final class NoLossRule implements GateRule<Challenge> {

    static final String PREFIX = "no-loss-on-";

    @Override
    public List<RuleOutcome> judge(Challenge input, GatePolicy policy) {
        return input.challenger().slices().keySet().stream()
                .filter(slice -> !slice.equals(Slice.ALL))
                .flatMap(slice -> judge(slice, input, policy).stream())
                .toList();
    }

    private static List<RuleOutcome> judge(String slice, Challenge input, GatePolicy policy) {
        ClassificationReport challenger = input.challenger().slice(slice);
        double before = policy.metric().of(input.champion().slice(slice));
        double after = policy.metric().of(challenger);
        double loss = before - after;
        String rows = Words.count(challenger.rows(), "test row");
        if (challenger.rows() < policy.minimumTestRows() && !slice.equals(Slice.SHARED_LABELS)) {
            String sentence = "The slice '%s' has %s, too few to be judged alone (%d are needed)."
                    .formatted(slice, rows, policy.minimumTestRows());
            return RuleOutcome.information(PREFIX + slice, loss, sentence);
        }
        boolean passed = loss <= policy.maximumLossPerSlice() + Words.ROUNDING;
        String sentence = "On the slice '%s' (%s) the %s goes from %s to %s (%s), %s the allowed loss of %s."
                .formatted(
                        slice,
                        rows,
                        policy.metric().words(),
                        Words.score(before),
                        Words.score(after),
                        Words.change(after - before),
                        passed ? "within" : "beyond",
                        Words.score(policy.maximumLossPerSlice()));
        return RuleOutcome.required(PREFIX + slice, passed, loss, policy.maximumLossPerSlice(), sentence);
    }
}

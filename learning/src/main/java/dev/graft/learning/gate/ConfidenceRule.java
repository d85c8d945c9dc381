package dev.graft.learning.gate;

import dev.graft.learning.gate.GateInput.Challenge;
import dev.graft.learning.gate.RuleOutcome.Severity;
import dev.graft.learning.significance.Interval;
import dev.graft.learning.significance.PairedRandomisation;
import dev.graft.learning.significance.Resampled;
import java.util.List;

/**
 * What was gained on all test rows is more than luck. That the challenger is better at all is tested exactly: by McNemar's
 * test for accuracy, by the {@linkplain PairedRandomisation paired randomisation test} for every other score. That it is not
 * worse than a non-inferiority margin is told by the bootstrap. In both cases the bound of the bootstrap's interval must
 * agree. A challenger that fails is not shown to be worse: the verdict stays open, and the rule says for how many rows.
 */
final class ConfidenceRule implements GateRule<Challenge> {

    static final String NAME = "confidence";

    @Override
    public List<RuleOutcome> judge(Challenge input, GatePolicy policy) {
        Resampled gain = input.answers().compare(Slice.ALL, policy.metric().score());
        if (!gain.isDefined()) {
            return List.of();
        }
        double limit = policy.nonInferiorityMargin() == null ? 0 : -policy.nonInferiorityMargin();
        double pValue = pValue(input, policy, gain, limit);
        Interval interval = gain.interval(policy.intervalLevel());
        String finding = finding(input, policy, interval, pValue);
        if (!policy.asksForEvidence()) {
            return List.of(
                    new RuleOutcome(NAME, true, Severity.INFORMATION, pValue, null, interval, null, finding + "."));
        }
        boolean passed = pValue <= policy.level() + Words.ROUNDING && interval.lower() > limit;
        Long more = passed ? null : Settlement.moreTestRows(gain, limit, policy.confidence());
        String sentence = "%s, which is %s for the asked confidence of %s%s."
                .formatted(
                        finding,
                        passed ? "enough" : "not enough",
                        Words.plain(policy.confidence()),
                        passed ? "" : Settlement.words(more));
        return List.of(
                new RuleOutcome(NAME, passed, Severity.EVIDENCE, pValue, policy.level(), interval, more, sentence));
    }

    private static double pValue(Challenge input, GatePolicy policy, Resampled gain, double limit) {
        if (limit < 0) {
            return gain.pValueOfMoreThan(limit);
        }
        return policy.metric() == GateMetric.ACCURACY
                ? input.paired().pValueOfBetter()
                : input.answers().pValueOfBetter(Slice.ALL, policy.metric().score());
    }

    private static String finding(Challenge input, GatePolicy policy, Interval interval, double pValue) {
        Double margin = policy.nonInferiorityMargin();
        return "The challenger alone is right on %s, the champion alone on %d: a true gain of %s to %s (%s interval, %s%s)"
                .formatted(
                        Words.count(input.paired().onlyChallengerRight(), "row"),
                        input.paired().onlyChampionRight(),
                        Words.change(interval.lower()),
                        Words.change(interval.upper()),
                        Words.percent(interval.level()),
                        Words.pValue(pValue),
                        margin == null ? "" : " for a loss below " + Words.score(margin));
    }
}

package dev.graft.learning.gate;

import dev.graft.learning.gate.GateInput.Challenge;
import java.util.List;

/**
 * How sure it is that the challenger is right more often: the exact McNemar test on all test rows. Reported
 * always; asked for only where the policy states a required confidence.
 */
final class ConfidenceRule implements GateRule<Challenge> {

    static final String NAME = "confidence";

    @Override
    public List<RuleOutcome> judge(Challenge input, GatePolicy policy) {
        PairedOutcomes paired = input.paired();
        double pValue = paired.pValue();
        String finding = "The challenger alone is right on %s, the champion alone on %d (exact McNemar test, %s)"
                .formatted(
                        Words.count(paired.onlyChallengerRight(), "row"),
                        paired.onlyChampionRight(),
                        Words.pValue(pValue));
        Double required = policy.requiredConfidence();
        if (required == null) {
            return RuleOutcome.information(NAME, pValue, finding + ".");
        }
        double limit = 1 - required;
        boolean passed = pValue <= limit + Words.ROUNDING && paired.onlyChallengerRight() > paired.onlyChampionRight();
        String sentence = "%s, which is %s for the asked confidence of %s."
                .formatted(finding, passed ? "enough" : "not enough", required);
        return RuleOutcome.required(NAME, passed, pValue, limit, sentence);
    }
}

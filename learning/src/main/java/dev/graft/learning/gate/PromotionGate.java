package dev.graft.learning.gate;

import dev.graft.learning.gate.GateInput.Challenge;
import dev.graft.learning.gate.GateInput.FirstModel;
import dev.graft.learning.gate.GateVerdict.Decision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gate between a challenger and its users: a list of named rules, every one of which is asked. The challenger
 * is promoted if no required rule fails, else refused; the same input and policy give the same verdict.
 */
public final class PromotionGate {

    private static final List<GateRule<? super FirstModel>> FIRST_MODEL = List.of(
            EnoughTestRowsRule::ofAll,
            new MajorityBaselineRule(),
            AbsoluteRules::minimumScore,
            AbsoluteRules::calibration,
            LabelRules::untestedClasses);

    private static final List<GateRule<? super Challenge>> CHALLENGE = List.of(
            new SameTestRowsRule(),
            EnoughTestRowsRule::ofAll,
            LabelRules::keepsChampionLabels,
            LabelRules::newLabels,
            EnoughTestRowsRule::ofSharedLabels,
            new GainRule(),
            new NoLossRule(),
            new ConfidenceRule(),
            AbsoluteRules::minimumScore,
            AbsoluteRules::calibration,
            CostRules::size,
            CostRules::latency,
            LabelRules::untestedClasses);

    private PromotionGate() {}

    /** Judges a challenger; every input has a verdict. */
    public static GateVerdict decide(GateInput input, GatePolicy policy) {
        if (input instanceof Challenge challenge) {
            return verdict(ask(CHALLENGE, challenge, policy), "Promoted");
        }
        return verdict(ask(FIRST_MODEL, (FirstModel) input, policy), "Promoted as the first model");
    }

    private static <I extends GateInput> List<RuleOutcome> ask(
            List<GateRule<? super I>> rules, I input, GatePolicy policy) {
        return rules.stream()
                .flatMap(rule -> rule.judge(input, policy).stream())
                .toList();
    }

    private static GateVerdict verdict(List<RuleOutcome> outcomes, String promoted) {
        if (outcomes.stream().anyMatch(RuleOutcome::refuses)) {
            return new GateVerdict(Decision.REFUSED, outcomes, null, VerdictSummary.refused(outcomes));
        }
        if (outcomes.stream().anyMatch(RuleOutcome::leavesOpen)) {
            return new GateVerdict(
                    Decision.INCONCLUSIVE, outcomes, moreTestRows(outcomes), VerdictSummary.inconclusive(outcomes));
        }
        return new GateVerdict(Decision.PROMOTED, outcomes, null, VerdictSummary.promoted(promoted, outcomes));
    }

    /** What settles every open question; null where one of them is not settled by any number. */
    private static @Nullable Long moreTestRows(List<RuleOutcome> outcomes) {
        long most = 0;
        for (RuleOutcome outcome : outcomes) {
            if (outcome.leavesOpen()) {
                Long more = outcome.moreTestRows();
                if (more == null) {
                    return null;
                }
                most = Math.max(most, more);
            }
        }
        return most;
    }
}

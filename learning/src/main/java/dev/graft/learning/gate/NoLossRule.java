package dev.graft.learning.gate;

import dev.graft.learning.gate.GateInput.Challenge;
import dev.graft.learning.gate.RuleOutcome.Severity;
import dev.graft.learning.significance.Holm;
import dev.graft.learning.significance.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The gain is not paid for by a part of the rows: on no slice beside {@link Slice#ALL} does the score fall by more than the
 * policy allows. A fall refuses when it is more than luck, all judged slices together: their p-values are corrected by
 * {@link Holm}. A fall that may be luck is a warning. A slice smaller than the policy's minimum is not judged, since there
 * one row decides; {@link Slice#SHARED_LABELS} always is, and has its own rule on rows.
 *
 * <p>Slices of a {@linkplain Slice#family family} have one finding together, which names the worst, and one each where they
 * refuse.
 */
final class NoLossRule implements GateRule<Challenge> {

    static final String PREFIX = "no-loss-on-";
    static final String OF_FAMILY = "no-loss-on-each-";

    /** A verdict that names more slices than this helps nobody. */
    private static final int MOST_NAMED = 20;

    @Override
    public List<RuleOutcome> judge(Challenge input, GatePolicy policy) {
        List<SliceLoss> losses = SliceLoss.of(input, policy);
        Map<String, List<SliceLoss>> families = new LinkedHashMap<>();
        List<RuleOutcome> outcomes = new ArrayList<>();
        for (SliceLoss loss : losses) {
            String family = Slice.family(loss.slice());
            if (family == null) {
                outcomes.add(outcome(loss, policy));
            } else {
                families.computeIfAbsent(family, name -> new ArrayList<>()).add(loss);
            }
        }
        families.forEach((family, members) -> outcomes.addAll(ofFamily(family, members, policy)));
        return outcomes;
    }

    private static List<RuleOutcome> ofFamily(String family, List<SliceLoss> members, GatePolicy policy) {
        List<RuleOutcome> outcomes = new ArrayList<>();
        outcomes.add(summary(family, members, policy));
        members.stream()
                .filter(SliceLoss::refuses)
                .sorted(Comparator.comparingDouble(SliceLoss::loss).reversed())
                .limit(MOST_NAMED)
                .forEach(loss -> outcomes.add(outcome(loss, policy)));
        return outcomes;
    }

    private static RuleOutcome summary(String family, List<SliceLoss> members, GatePolicy policy) {
        List<SliceLoss> judged = members.stream().filter(SliceLoss::judged).toList();
        String name = OF_FAMILY + family;
        if (judged.isEmpty()) {
            String sentence = "None of %s has the %d test rows that it needs to be judged alone."
                    .formatted(Words.count(members.size(), "slice '" + family + "'"), policy.minimumTestRows());
            return new RuleOutcome(name, true, Severity.INFORMATION, 0, null, sentence);
        }
        SliceLoss worst =
                judged.stream().max(Comparator.comparingDouble(SliceLoss::loss)).orElseThrow();
        boolean fine = judged.stream().noneMatch(SliceLoss::beyond);
        String sentence = "Of %s (%d judged), the worst is '%s' with %s: %s (%s)."
                .formatted(
                        Words.count(members.size(), "slice '" + family + "'"),
                        judged.size(),
                        worst.slice(),
                        Words.count(worst.rows(), "test row"),
                        worst.movement(),
                        fine
                                ? "within the allowed loss of " + Words.score(policy.maximumLossPerSlice())
                                : ending(worst));
        return new RuleOutcome(
                name,
                fine,
                Severity.WARNING,
                worst.loss(),
                policy.maximumLossPerSlice(),
                worst.interval(policy),
                null,
                sentence);
    }

    private static RuleOutcome outcome(SliceLoss loss, GatePolicy policy) {
        String rows = Words.count(loss.rows(), "test row");
        if (!loss.judged()) {
            String sentence = "The slice '%s' has %s, too few to be judged alone (%d are needed)."
                    .formatted(loss.slice(), rows, policy.minimumTestRows());
            return new RuleOutcome(PREFIX + loss.slice(), true, Severity.INFORMATION, loss.loss(), null, sentence);
        }
        String sentence = "On the slice '%s' (%s) %s, %s the allowed loss of %s%s."
                .formatted(
                        loss.slice(),
                        rows,
                        loss.movement(),
                        loss.beyond() ? "beyond" : "within",
                        Words.score(policy.maximumLossPerSlice()),
                        loss.beyond() && policy.asksForEvidence() ? " (" + ending(loss) + ")" : "");
        boolean warns = loss.beyond() && !loss.refuses();
        @Nullable Interval interval = loss.interval(policy);
        return new RuleOutcome(
                PREFIX + loss.slice(),
                !loss.beyond(),
                warns ? Severity.WARNING : Severity.REQUIRED,
                loss.loss(),
                policy.maximumLossPerSlice(),
                interval,
                null,
                sentence);
    }

    private static String ending(SliceLoss loss) {
        String pValue = Words.pValue(loss.adjustedPValue()) + " among all slices";
        return loss.refuses() ? pValue : "which may be luck, " + pValue;
    }
}

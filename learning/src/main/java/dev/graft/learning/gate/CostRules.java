package dev.graft.learning.gate;

import dev.graft.learning.gate.GateInput.Challenge;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The challenger costs no more than the policy allows, in bytes and in time, against the champion. */
final class CostRules {

    static final String SIZE = "size";
    static final String LATENCY = "latency";

    private CostRules() {}

    /** The bytes of all files. */
    static List<RuleOutcome> size(Challenge input, GatePolicy policy) {
        Costs costs = input.costs();
        if (costs == null) {
            return unmeasured(SIZE, policy.maximumSizeRatio(), "The models' sizes are not known");
        }
        String takes = String.format(
                Locale.ROOT,
                "The challenger takes %.1f MB, the champion %.1f MB (× %.2f)",
                costs.challengerBytes() / 1e6,
                costs.championBytes() / 1e6,
                costs.sizeRatio());
        return outcome(SIZE, takes, costs.sizeRatio(), policy.maximumSizeRatio());
    }

    /** The median time of a row alone. */
    static List<RuleOutcome> latency(Challenge input, GatePolicy policy) {
        Costs costs = input.costs();
        Costs.Latency latency = costs == null ? null : costs.latency();
        if (latency == null) {
            return unmeasured(LATENCY, policy.maximumLatencyRatio(), "The models' time for a row was not measured");
        }
        String takes = String.format(
                Locale.ROOT,
                "The challenger takes %.1f ms for a row, the champion %.1f ms (× %.2f)",
                latency.challengerMillis(),
                latency.championMillis(),
                latency.ratio());
        return outcome(LATENCY, takes, latency.ratio(), policy.maximumLatencyRatio());
    }

    private static List<RuleOutcome> outcome(String name, String takes, double ratio, @Nullable Double limit) {
        if (limit == null) {
            return RuleOutcome.information(name, ratio, takes + ".");
        }
        boolean within = ratio <= limit + Words.ROUNDING;
        String sentence =
                "%s, %s the limit of × %s.".formatted(takes, within ? "within" : "beyond", Words.plain(limit));
        return RuleOutcome.required(name, within, ratio, limit, sentence);
    }

    /** A limit that nothing was measured for refuses: nobody can say that it is kept. */
    private static List<RuleOutcome> unmeasured(String name, @Nullable Double limit, String why) {
        return limit == null
                ? List.of()
                : RuleOutcome.required(name, false, 0, limit, why + ", so that the limit cannot be judged.");
    }
}

package dev.graft.learning.gate;

import java.util.List;

/**
 * One named rule of the gate: a pure function of the scores and the policy.
 *
 * @param <I> the kind of input it can judge
 */
@FunctionalInterface
interface GateRule<I extends GateInput> {

    /** What the rule finds: nothing where the policy does not ask for it, several where it judges slices. */
    List<RuleOutcome> judge(I input, GatePolicy policy);
}

package dev.graft.registry.promotion;

import dev.graft.contracts.Event;
import dev.graft.contracts.event.ModelCanaryFailed;

/**
 * Makes the version before a champion live again, when a predictor tried that champion on a part of the requests and did not
 * keep it. Once for each such event; a champion that is live no longer stays where it is.
 */
public final class WithdrawCanary {
    /** Who asked for the move, in the history. */
    static final String REQUESTED_BY = "predictor";

    private final RollBack rollBack;

    public WithdrawCanary(RollBack rollBack) {
        this.rollBack = rollBack;
    }

    /** What became of it; impossible where another version is live by now. */
    public MoveOutcome withdraw(Event<ModelCanaryFailed> failed) {
        ModelCanaryFailed canary = failed.data();
        String explanation = "Version " + canary.version() + " did not pass its canary: " + canary.reason();
        return rollBack.rollBack(
                canary.task(),
                new MoveRequest(canary.previousVersion(), canary.version(), explanation, REQUESTED_BY, failed.id()));
    }
}

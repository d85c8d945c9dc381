package dev.graft.trainer.train;

import dev.graft.contracts.event.RunAbandoned.SupersededBy;
import dev.graft.trainer.plan.Plans;
import dev.graft.trainer.plan.RunRequest;
import java.util.Optional;

/**
 * Whether a newer snapshot takes the place of a run that has not begun. A run has begun when it has a plan; from then on
 * it goes to its end, whatever is prepared meanwhile.
 *
 * <p>The answer is a function of two things that are never taken back: the run's plan, and the data set's journal. It is
 * asked for by the holder of the run's lease before it makes the plan, so nobody begins what another one gives up. A
 * snapshot that is prepared after the question is trained after this run, as if it had come a moment later.
 */
final class Supersession {
    private final Plans plans;
    private final Snapshots snapshots;

    Supersession(Plans plans, Snapshots snapshots) {
        this.plans = plans;
        this.snapshots = snapshots;
    }

    /**
     * What takes the run's place; empty when it is to be trained.
     *
     * @param token of the lease that is held; at the first one nobody can have made a plan
     */
    Optional<SupersededBy> of(RunRequest request, long token) {
        boolean begun = token > 1 && plans.find(request.runId()).isPresent();
        return begun ? Optional.empty() : snapshots.next(request.snapshot());
    }
}

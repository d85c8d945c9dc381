package dev.graft.trainer.view;

import dev.graft.contracts.Event;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.learning.train.EpochReport;
import dev.graft.trainer.plan.Plans;
import dev.graft.trainer.plan.RunPlan;
import dev.graft.trainer.stop.Stops;
import dev.graft.trainer.train.Checkpoints;
import dev.graft.trainer.train.RunManifests;
import dev.graft.trainer.train.RunMonitor;
import dev.graft.trainer.train.RunMonitor.LiveRun;
import dev.graft.trainer.train.RunRecord;
import java.util.List;
import java.util.Optional;

/** Tells of runs: from memory of the one in progress here, from the object store of all others. */
public final class ViewRuns {
    private final Plans plans;
    private final RunManifests manifests;
    private final Checkpoints checkpoints;
    private final Stops stops;
    private final RunMonitor monitor;

    public ViewRuns(
            Plans plans, RunManifests manifests, Checkpoints checkpoints, Stops stops, RunMonitor monitor) {
        this.plans = plans;
        this.manifests = manifests;
        this.checkpoints = checkpoints;
        this.stops = stops;
        this.monitor = monitor;
    }

    public Optional<RunView> find(String runId) {
        Optional<LiveRun> live = current().filter(run -> run.plan().runId().equals(runId));
        if (live.isPresent()) {
            LiveRun run = live.get();
            return Optional.of(new RunView(
                    run.plan(), "running", run.epochs(), run.progress(), stops.find(runId).orElse(null)));
        }
        return plans.find(runId).map(this::stored);
    }

    /** The run in progress in this process. */
    public Optional<LiveRun> current() {
        return monitor.current();
    }

    private RunView stored(RunPlan plan) {
        String runId = plan.runId();
        Optional<Event<?>> end = manifests.find(runId);
        List<EpochReport> epochs = end.isPresent()
                ? manifests.record(runId).map(RunRecord::epochs).orElse(List.of())
                : checkpoints.epochs(runId);
        String state = end.map(event -> event.data() instanceof RunCompleted ? "completed" : "abandoned")
                .orElse("planned");
        return new RunView(plan, state, epochs, null, stops.find(runId).orElse(null));
    }
}

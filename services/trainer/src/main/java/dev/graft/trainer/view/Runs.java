package dev.graft.trainer.view;

import dev.graft.contracts.Event;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.event.RunAbandoned;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.learning.train.EpochReport;
import dev.graft.platform.store.ObjectStore;
import dev.graft.trainer.check.BackboneCheckReport;
import dev.graft.trainer.lease.Leases;
import dev.graft.trainer.lease.RunLease;
import dev.graft.trainer.plan.Plans;
import dev.graft.trainer.plan.RunPlan;
import dev.graft.trainer.stop.StopRequest;
import dev.graft.trainer.stop.Stops;
import dev.graft.trainer.train.Checkpoints;
import dev.graft.trainer.train.RunManifests;
import dev.graft.trainer.train.RunMonitor;
import dev.graft.trainer.train.RunMonitor.LiveRun;
import dev.graft.trainer.train.RunRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All runs, read from the object store. Only what cannot change any more is kept: the summaries of runs that have
 * ended, of which a list reads the new ones. Thread-safe.
 */
public final class Runs {

    private final ObjectStore store;
    private final Plans plans;
    private final Leases leases;
    private final Stops stops;
    private final RunManifests manifests;
    private final Checkpoints checkpoints;
    private final RunMonitor monitor;
    private final Map<String, RunSummary> ended = new ConcurrentHashMap<>();

    public Runs(
            ObjectStore store,
            Plans plans,
            Leases leases,
            Stops stops,
            RunManifests manifests,
            Checkpoints checkpoints,
            RunMonitor monitor) {
        this.store = store;
        this.plans = plans;
        this.leases = leases;
        this.stops = stops;
        this.manifests = manifests;
        this.checkpoints = checkpoints;
        this.monitor = monitor;
    }

    /**
     * The newest runs first.
     *
     * @param task null: of all tasks
     */
    public List<RunSummary> list(@Nullable String task, int offset, int limit) {
        return store.listFolders(StoreLayout.RUNS).stream()
                .flatMap(this::summary)
                .filter(run -> task == null || run.task().equals(task))
                .sorted(Comparator.comparing(RunSummary::createdAt).reversed().thenComparing(RunSummary::runId))
                .skip(offset)
                .limit(limit)
                .toList();
    }

    /** A run with all that is known of it; empty when nothing is. */
    public Optional<RunView> find(String runId) {
        Optional<Event<?>> end = manifests.find(runId);
        Optional<RunPlan> plan = plans.find(runId);
        if (end.isPresent()) {
            return Optional.of(ended(runId, end.get(), plan));
        }
        Optional<StopRequest> stop = stops.find(runId);
        Optional<RunLease> holder = leases.holder(runId);
        if (plan.isEmpty() && stop.isEmpty() && holder.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(inProgress(runId, plan, stop, holder));
    }

    private RunView ended(String runId, Event<?> end, Optional<RunPlan> plan) {
        RunRecord record = manifests.record(runId).orElse(new RunRecord(0, List.of()));
        return new RunView(
                runId,
                state(end),
                plan.orElse(null),
                warnings(plan),
                record.attempt(),
                null,
                record.epochs(),
                null,
                null,
                end.data());
    }

    private RunView inProgress(
            String runId, Optional<RunPlan> plan, Optional<StopRequest> stop, Optional<RunLease> holder) {
        Optional<LiveRun> here = monitor.current().filter(run -> run.runId().equals(runId));
        List<EpochReport> epochs =
                here.map(LiveRun::epochs).orElseGet(() -> plan.isEmpty() ? List.of() : checkpoints.epochs(runId));
        return new RunView(
                runId,
                holder.isPresent() ? RunView.State.RUNNING : RunView.State.QUEUED,
                plan.orElse(null),
                warnings(plan),
                holder.map(RunLease::token).orElse(0L),
                holder.map(RunLease::owner).orElse(null),
                epochs,
                here.map(LiveRun::progress).orElse(null),
                stop.orElse(null),
                null);
    }

    private static List<String> warnings(Optional<RunPlan> plan) {
        return plan.map(RunPlan::backboneCheck).map(BackboneCheckReport::warning).stream()
                .toList();
    }

    private Stream<RunSummary> summary(String runId) {
        RunSummary known = ended.get(runId);
        if (known != null) {
            return Stream.of(known);
        }
        Optional<RunPlan> plan = plans.find(runId);
        Optional<Event<?>> end = manifests.find(runId);
        if (end.isPresent()) {
            RunSummary summary = summary(runId, end.get(), plan);
            ended.put(runId, summary);
            return Stream.of(summary);
        }
        return plan.stream().map(this::summary);
    }

    private RunSummary summary(RunPlan plan) {
        return new RunSummary(
                plan.runId(),
                plan.task(),
                plan.snapshotId(),
                leases.holder(plan.runId()).isPresent() ? RunView.State.RUNNING : RunView.State.QUEUED,
                plan.createdAt(),
                plan.championVersion(),
                null);
    }

    private static RunSummary summary(String runId, Event<?> end, Optional<RunPlan> plan) {
        String snapshot = end.data() instanceof RunAbandoned abandoned
                ? abandoned.snapshotId()
                : ((RunCompleted) end.data()).snapshotId();
        return new RunSummary(
                runId,
                end.data().task(),
                snapshot,
                state(end),
                plan.map(RunPlan::createdAt).orElse(end.time()),
                plan.map(RunPlan::championVersion).orElse(null),
                end.data() instanceof RunCompleted completed ? completed.validationMacroF1() : null);
    }

    private static RunView.State state(Event<?> end) {
        return end.data() instanceof RunCompleted ? RunView.State.COMPLETED : RunView.State.ABANDONED;
    }
}

package dev.graft.trainer.train;

import dev.graft.contracts.Event;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.event.RunAbandoned;
import dev.graft.contracts.event.RunAbandoned.SupersededBy;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.contracts.event.RunStopRequested;
import dev.graft.learning.strategy.TransferStrategy.Distillation;
import dev.graft.learning.strategy.TransferStrategy.DomainAdaptation;
import dev.graft.learning.tabular.FittedFeatures;
import dev.graft.learning.train.CheckpointStore;
import dev.graft.learning.train.EpochReport;
import dev.graft.learning.train.TrainingOutcome;
import dev.graft.platform.signing.UntrustedModel;
import dev.graft.platform.store.StoreException;
import dev.graft.platform.trace.Spans;
import dev.graft.trainer.check.CheckStopped;
import dev.graft.trainer.check.CheckWatch;
import dev.graft.trainer.plan.ChampionSource;
import dev.graft.trainer.plan.LiveChampion;
import dev.graft.trainer.plan.Plans;
import dev.graft.trainer.plan.RunPlan;
import dev.graft.trainer.plan.RunRequest;
import dev.graft.trainer.stop.StopRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the holder of a run's lease does: give it up where a newer snapshot takes its place, else check backbones and pin
 * the plan, train, store the model below its own attempt's folder, and write the manifest that ends the run.
 */
public final class RunAttempt {
    private final Plans plans;
    private final Supersession supersession;
    private final Snapshots snapshots;
    private final ChampionSource champions;
    private final Learner learner;
    private final Checkpoints checkpoints;
    private final Models models;
    private final RunManifests manifests;
    private final RunEvents events;
    private final RunMonitor monitor;
    private final WorkFolders folders;
    private final Clock clock;

    public RunAttempt(
            Plans plans,
            Snapshots snapshots,
            ChampionSource champions,
            Learner learner,
            Checkpoints checkpoints,
            Models models,
            RunManifests manifests,
            RunEvents events,
            RunMonitor monitor,
            WorkFolders folders,
            Clock clock) {
        this.plans = plans;
        this.supersession = new Supersession(plans, snapshots);
        this.snapshots = snapshots;
        this.champions = champions;
        this.learner = learner;
        this.checkpoints = checkpoints;
        this.models = models;
        this.manifests = manifests;
        this.events = events;
        this.monitor = monitor;
        this.folders = folders;
        this.clock = clock;
    }

    /**
     * Brings a run to its end and returns the event that announces it.
     *
     * @throws LeaseLost when the run is somebody else's; nothing was written that counts
     * @throws RunInterrupted when the service ends
     */
    Event<?> run(RunRequest request, Event<?> cause, RunGuard guard) {
        Instant taken = clock.instant();
        Optional<SupersededBy> newer = supersession.of(request, guard.lease().token());
        if (newer.isPresent()) {
            return superseded(request, cause, guard, newer.get());
        }
        if (request.strategies().isEmpty()) {
            return failed(request, cause, guard, String.valueOf(request.refusal()));
        }
        Optional<StopRequest> stop = guard.lookForStop();
        if (stop.isPresent()) {
            return stopped(request, cause, guard, stop.get(), List.of());
        }
        Path folder = folders.create();
        try {
            return train(new Work(request, cause, guard, folder, taken));
        } catch (RunFailed e) {
            return failed(request, cause, guard, e.explanation());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            WorkFolders.delete(folder);
        }
    }

    private record Work(RunRequest request, Event<?> cause, RunGuard guard, Path folder, Instant taken) {
        long token() {
            return guard.lease().token();
        }
    }

    private Event<?> train(Work work) throws RunFailed, IOException {
        RunRows rows = RunRows.of(
                work.request().snapshot().task(), snapshots.rows(work.request().snapshot(), work.folder()));
        FittedFeatures features = snapshots.features(work.request().snapshot());
        RunPlan plan;
        try {
            plan = plan(work, rows);
        } catch (CheckStopped e) {
            return ended(work, List.of());
        }
        work.guard().requireMine();
        LiveChampion champion = champion(plan);
        RowsToLearn learnt = rows.following(plan, champion)
                .with(snapshots.features(work.request().snapshot()));
        if (plan.strategy() instanceof DomainAdaptation) {
            learnt = learnt.beside(snapshots.unlabelled(work.request().snapshot(), work.folder()));
        }
        RunReporter reporter = new RunReporter(events, monitor, work.cause(), plan, work.token(), learner.device());
        Path output = work.folder().resolve("model");
        CheckpointStore store = reporter.listeningTo(checkpoints.open(plan.runId(), work.token(), work.folder()));
        Assignment assignment = new Assignment(plan, learnt, champion, output);
        TrainingOutcome outcome = Spans.in("train", () -> learn(assignment, store, reporter, work.guard()));
        work.guard().requireMine();
        return outcome instanceof TrainingOutcome.Completed completed
                ? completed(work, plan, completed)
                : ended(work, outcome.history());
    }

    private TrainingOutcome learn(Assignment assignment, CheckpointStore store, RunReporter reporter, RunGuard guard)
            throws RunFailed {
        try {
            return learner.learn(assignment, store, reporter, guard);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RunPlan plan(Work work, RunRows rows) {
        monitor.begins(work.request().runId(), work.token(), List.of());
        CheckWatch watch = new CheckWatch(work.guard(), monitor::progress);
        return Spans.in("plan run", () -> plans.pin(work.request(), rows.train(), work.token() == 1, watch));
    }

    /** The end of an attempt that was told to end, which is the run's only where somebody asked for that. */
    private Event<?> ended(Work work, List<EpochReport> history) {
        work.guard().requireMine();
        StopRequest stop = work.guard()
                .stop()
                .orElseThrow(
                        () -> new IllegalStateException("run " + work.request().runId() + " was stopped by nobody"));
        return stopped(work.request(), work.cause(), work.guard(), stop, history);
    }

    private @Nullable LiveChampion champion(RunPlan plan) throws RunFailed {
        if (plan.championVersion() == null) {
            if (plan.strategy() instanceof Distillation) {
                throw new RunFailed(
                        "A distillation learns from the champion, and when the run was planned the task had none on its"
                                + " backbone that knows all of its labels. Remedy: declare the task with another strategy"
                                + " until such a version is live, then again with 'distillation'.");
            }
            return null;
        }
        try {
            return champions.version(plan.task(), plan.championVersion());
        } catch (StoreException.Missing | StoreException.ChecksumMismatch | UntrustedModel e) {
            throw new RunFailed(
                    "Version " + plan.championVersion() + ", from which the run starts, cannot be used: "
                            + e.getMessage() + ". Remedy: restore it, or declare the task with warmStart 'fresh'.",
                    e);
        }
    }

    private Event<?> completed(Work work, RunPlan plan, TrainingOutcome.Completed outcome) {
        Curves.write(outcome, plan.strategy(), clock);
        LineageOf lineage = new LineageOf(learner, work.request(), plan, work.token(), outcome, clock.instant());
        String prefix = StoreLayout.runAttempt(plan.runId(), work.token()) + "model/";
        ModelFolder model = Spans.in("store model", () -> models.store(outcome.model(), prefix, lineage::with));
        RunCompleted end = new RunCompleted(
                plan.task(),
                plan.taskVersion(),
                plan.runId(),
                plan.snapshotId(),
                plan.snapshot(),
                model,
                plan.championVersion(),
                outcome.best().epoch(),
                outcome.history().size(),
                outcome.stoppedEarly(),
                outcome.best().validationAccuracy(),
                outcome.best().validationMacroF1(),
                Duration.between(work.taken(), clock.instant()).toNanos() / 1e9);
        work.guard().requireMine();
        Event<?> event = events.causedBy(work.cause(), StoreLayout.runManifest(plan.runId()), end);
        return manifests.conclude(plan.runId(), event, new RunRecord(work.token(), outcome.history()));
    }

    private Event<?> superseded(RunRequest request, Event<?> cause, RunGuard guard, SupersededBy newer) {
        String explanation =
                "The snapshot " + newer.snapshotId() + ", which holds all of these rows and newer ones, was"
                        + " prepared before this run had begun; its run takes the place of this one.";
        return abandoned(
                request, cause, guard, new Ending(RunAbandoned.Reason.SUPERSEDED, explanation, newer), List.of());
    }

    private Event<?> stopped(
            RunRequest request, Event<?> cause, RunGuard guard, StopRequest stop, List<EpochReport> history) {
        RunAbandoned.Reason reason = stop.reason() == RunStopRequested.Reason.HOPELESS
                ? RunAbandoned.Reason.HOPELESS
                : RunAbandoned.Reason.CANCELLED;
        String explanation = stop.explanation() + " (asked for by " + stop.requestedBy() + ")";
        return abandoned(request, cause, guard, new Ending(reason, explanation, null), history);
    }

    private Event<?> failed(RunRequest request, Event<?> cause, RunGuard guard, String explanation) {
        return abandoned(request, cause, guard, new Ending(RunAbandoned.Reason.FAILED, explanation, null), List.of());
    }

    /** Why there is no challenger. */
    private record Ending(
            RunAbandoned.Reason reason,
            String explanation,
            @Nullable SupersededBy supersededBy) {}

    private Event<?> abandoned(
            RunRequest request, Event<?> cause, RunGuard guard, Ending ending, List<EpochReport> history) {
        guard.requireMine();
        RunAbandoned end = new RunAbandoned(
                request.task(),
                request.runId(),
                request.snapshot().snapshotId(),
                ending.reason(),
                ending.explanation(),
                history.size(),
                ending.supersededBy());
        Event<?> event = events.causedBy(cause, StoreLayout.runManifest(request.runId()), end);
        return manifests.conclude(
                request.runId(), event, new RunRecord(guard.lease().token(), history));
    }
}

package dev.graft.dashboard.readmodel;

import dev.graft.contracts.EventData;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.contracts.event.ModelEvaluationRequested;
import dev.graft.contracts.event.ModelPromoted;
import dev.graft.contracts.event.ModelRejected;
import dev.graft.contracts.event.RuleOutcome;
import dev.graft.contracts.event.RunAbandoned;
import dev.graft.contracts.event.RunAbandoned.SupersededBy;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.contracts.event.RunEpochCompleted;
import dev.graft.contracts.event.RunStarted;
import dev.graft.contracts.event.RunStopRequested;
import dev.graft.dashboard.readmodel.RunFacts.Abandonment;
import dev.graft.dashboard.readmodel.RunFacts.Completion;
import dev.graft.dashboard.readmodel.RunFacts.Decision;
import dev.graft.dashboard.readmodel.RunFacts.Pass;
import dev.graft.dashboard.readmodel.RunFacts.Start;
import dev.graft.dashboard.view.Epoch;
import dev.graft.dashboard.view.EvaluationView;
import dev.graft.dashboard.view.RunState;
import dev.graft.dashboard.view.RunSummary;
import dev.graft.dashboard.view.Successor;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The runs, by their id and by the snapshot that they learn from. */
final class Runs {
    private final Newest<RunFacts> kept;
    private final Lines<RunSummary, RunState> older;
    private final int listed;
    private final Map<String, Set<RunFacts>> bySnapshot = new HashMap<>();
    private final Pool pool;

    Runs(Bounds bounds, Pool pool) {
        this.kept = new Newest<>(bounds.kept(), this::forget);
        this.older = new Lines<>(bounds.lines(), RunState.class, RunSummary::state);
        this.listed = bounds.listed();
        this.pool = pool;
    }

    void apply(Link link, EventData data) {
        if (data instanceof RunStarted x) {
            about(link, x.task(), x.runId(), x.snapshotId())
                    .ifPresent(run -> run.starts.merge(x.attempt(), start(link, x), Fact::later));
        } else if (data instanceof RunEpochCompleted x) {
            about(link, x.task(), x.runId(), x.snapshotId())
                    .ifPresent(run -> run.passes.merge(x.epoch(), pass(link, x), Fact::later));
        } else if (data instanceof RunStopRequested x) {
            String wish = x.requestedBy() + ": " + x.explanation();
            about(link, x.task(), x.runId(), null)
                    .ifPresent(run -> run.stopRequested = Fact.earlier(run.stopRequested, new Fact<>(link, wish)));
        } else if (data instanceof RunCompleted x) {
            about(link, x.task(), x.runId(), x.snapshotId())
                    .ifPresent(run -> run.completed = Fact.earlier(run.completed, completion(link, x)));
        } else if (data instanceof RunAbandoned x) {
            var abandonment = new Fact<>(link, abandonment(x));
            about(link, x.task(), x.runId(), x.snapshotId())
                    .ifPresent(run -> run.abandoned = Fact.earlier(run.abandoned, abandonment));
        } else {
            judged(link, data);
        }
    }

    private void judged(Link link, EventData data) {
        if (data instanceof ModelEvaluated x) {
            about(link, x.task(), x.runId(), x.run().snapshotId())
                    .ifPresent(run -> run.evaluations.merge(x.attempt(), evaluation(link, x), Fact::earlier));
        } else if (data instanceof ModelEvaluationRequested x) {
            about(link, x.task(), x.runId(), x.run().snapshotId())
                    .ifPresent(run ->
                            run.evaluationRequests.merge(x.attempt(), new Fact<>(link, x.attempt()), Fact::earlier));
        } else if (data instanceof ModelPromoted x) {
            var decision = new Fact<>(link, new Decision(RunState.PROMOTED, x.version(), x.summary(), List.of()));
            about(link, x.task(), x.runId(), x.snapshotId())
                    .ifPresent(run -> run.promoted = Fact.later(run.promoted, decision));
        } else if (data instanceof ModelRejected x) {
            List<String> failed =
                    x.failedRules().stream().map(RuleOutcome::sentence).toList();
            RunState state = x.leftOpen() ? RunState.INCONCLUSIVE : RunState.REFUSED;
            var decision = new Fact<>(link, new Decision(state, x.version(), x.summary(), failed));
            about(link, x.task(), x.runId(), x.snapshotId())
                    .ifPresent(run -> run.rejected = Fact.later(run.rejected, decision));
        }
    }

    @Nullable
    RunFacts find(String runId) {
        return kept.get(runId);
    }

    /** The run that learnt from a snapshot; where there are several, the one that began last, if any did. */
    @Nullable
    RunFacts ofSnapshot(String snapshotId) {
        return bySnapshot.getOrDefault(snapshotId, Set.of()).stream()
                .filter(RunFacts::isKnown)
                .max(Comparator.<RunFacts, Boolean>comparing(run -> RunStory.state(run) != RunState.SUPERSEDED)
                        .thenComparing(run -> kept.since(run.runId))
                        .thenComparing(run -> run.runId))
                .orElse(null);
    }

    /** What took the place of a superseded run in the end; null where nothing did. */
    @Nullable
    Successor successorOf(RunFacts run) {
        Set<String> snapshots = new HashSet<>();
        String snapshot = null;
        RunFacts learner = run;
        String newer = RunStory.newerSnapshot(run);
        while (newer != null && snapshots.add(newer)) {
            snapshot = newer;
            learner = ofSnapshot(newer);
            newer = learner == null ? null : RunStory.newerSnapshot(learner);
        }
        if (snapshot == null) {
            return null;
        }
        return learner == null
                ? new Successor(snapshot, null, null)
                : new Successor(snapshot, learner.runId, RunStory.state(learner));
    }

    /** Those that are kept whole. */
    Stream<RunFacts> newestFirst() {
        return kept.everythingNewestFirst().filter(RunFacts::isKnown).limit(listed);
    }

    /** Those of which the line in the list is left. */
    Lines<RunSummary, RunState> older() {
        return older;
    }

    private Fact<EvaluationView> evaluation(Link link, ModelEvaluated x) {
        return new Fact<>(
                link,
                new EvaluationView(
                        pool.of(x.runId()),
                        pool.of(x.task()),
                        x.attempt(),
                        x.championVersion(),
                        x.decision(),
                        pool.of(x.summary()),
                        x.rules(),
                        x.challenger(),
                        x.champion(),
                        x.computeSeconds(),
                        x.evaluation(),
                        link.time()));
    }

    private Fact<Start> start(Link link, RunStarted x) {
        return new Fact<>(
                link,
                new Start(
                        pool.of(x.strategy()),
                        pool.of(x.device()),
                        x.attempt(),
                        x.plannedEpochs(),
                        x.championVersion(),
                        x.rows()));
    }

    private static Fact<Pass> pass(Link link, RunEpochCompleted x) {
        Epoch epoch = new Epoch(
                x.epoch(),
                x.trainLoss(),
                x.validationLoss(),
                x.validationAccuracy(),
                x.validationMacroF1(),
                x.learningRate(),
                x.samplesPerSecond(),
                link.time());
        return new Fact<>(link, new Pass(epoch, x.plannedEpochs(), x.percent(), x.secondsLeft(), x.bestEpoch()));
    }

    private static Fact<Completion> completion(Link link, RunCompleted x) {
        return new Fact<>(
                link,
                new Completion(x.stoppedEarly(), x.validationAccuracy(), x.validationMacroF1(), x.computeSeconds()));
    }

    private Abandonment abandonment(RunAbandoned x) {
        SupersededBy newer = x.supersededBy();
        return new Abandonment(x.reason(), x.explanation(), newer == null ? null : pool.of(newer.snapshotId()));
    }

    private Optional<RunFacts> about(Link link, String task, String runId, @Nullable String snapshotId) {
        String id = pool.of(runId);
        RunFacts run = kept.touch(id, link.time(), () -> new RunFacts(id, pool.of(task)));
        if (run != null && run.snapshotId == null && snapshotId != null) {
            run.snapshotId = pool.of(snapshotId);
            bySnapshot
                    .computeIfAbsent(run.snapshotId, first -> new LinkedHashSet<>(2))
                    .add(run);
        }
        return Optional.ofNullable(run);
    }

    private void forget(RunFacts run) {
        if (run.isKnown()) {
            older.add(RunStory.summary(run, this));
        }
        if (run.snapshotId != null) {
            bySnapshot.computeIfPresent(run.snapshotId, (id, runs) -> {
                runs.remove(run);
                return runs.isEmpty() ? null : runs;
            });
        }
    }
}

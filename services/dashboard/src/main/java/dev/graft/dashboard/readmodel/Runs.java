package dev.graft.dashboard.readmodel;

import dev.graft.contracts.EventData;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.contracts.event.ModelEvaluationRequested;
import dev.graft.contracts.event.ModelPromoted;
import dev.graft.contracts.event.ModelRejected;
import dev.graft.contracts.event.RunAbandoned;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.contracts.event.RunEpochCompleted;
import dev.graft.contracts.event.RunStarted;
import dev.graft.contracts.event.RunStopRequested;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The runs, by their id and by the snapshot that they learn from. */
final class Runs {
    private final Newest<RunFacts> kept;
    private final Map<String, Set<RunFacts>> bySnapshot = new HashMap<>();

    Runs(int capacity) {
        this.kept = new Newest<>(capacity, this::forget);
    }

    void apply(Link link, EventData data) {
        if (data instanceof RunStarted x) {
            about(link, x.task(), x.runId(), x.snapshotId())
                    .ifPresent(run -> run.startedByAttempt.merge(x.attempt(), new Fact<>(link, x), Fact::later));
        } else if (data instanceof RunEpochCompleted x) {
            about(link, x.task(), x.runId(), x.snapshotId())
                    .ifPresent(run -> run.epochs.merge(x.epoch(), new Fact<>(link, x), Fact::later));
        } else if (data instanceof RunStopRequested x) {
            about(link, x.task(), x.runId(), null)
                    .ifPresent(run -> run.stopRequested = Fact.earlier(run.stopRequested, new Fact<>(link, x)));
        } else if (data instanceof RunCompleted x) {
            about(link, x.task(), x.runId(), x.snapshotId())
                    .ifPresent(
                            run -> run.completed = Fact.earlier(run.completed, new Fact<>(link, Slim.withoutFiles(x))));
        } else if (data instanceof RunAbandoned x) {
            about(link, x.task(), x.runId(), x.snapshotId())
                    .ifPresent(run -> run.abandoned = Fact.earlier(run.abandoned, new Fact<>(link, x)));
        } else {
            judged(link, data);
        }
    }

    private void judged(Link link, EventData data) {
        if (data instanceof ModelEvaluated x) {
            about(link, x.task(), x.runId(), x.run().snapshotId())
                    .ifPresent(run ->
                            run.evaluations.merge(x.attempt(), new Fact<>(link, Slim.withoutFiles(x)), Fact::earlier));
        } else if (data instanceof ModelEvaluationRequested x) {
            about(link, x.task(), x.runId(), x.run().snapshotId())
                    .ifPresent(run -> run.evaluationRequests.merge(
                            x.attempt(), new Fact<>(link, Slim.withoutFiles(x)), Fact::earlier));
        } else if (data instanceof ModelPromoted x) {
            about(link, x.task(), x.runId(), x.snapshotId())
                    .ifPresent(run -> run.promoted = Fact.later(run.promoted, new Fact<>(link, Slim.withoutFiles(x))));
        } else if (data instanceof ModelRejected x) {
            about(link, x.task(), x.runId(), x.snapshotId())
                    .ifPresent(run -> run.rejected = Fact.later(run.rejected, new Fact<>(link, x)));
        }
    }

    @Nullable
    RunFacts find(String runId) {
        return kept.get(runId);
    }

    /** The run that learnt from a snapshot; where there are several, the one that began last. */
    @Nullable
    RunFacts ofSnapshot(String snapshotId) {
        return bySnapshot.getOrDefault(snapshotId, Set.of()).stream()
                .filter(RunFacts::isKnown)
                .max(Comparator.<RunFacts, Instant>comparing(run -> kept.since(run.runId))
                        .thenComparing(run -> run.runId))
                .orElse(null);
    }

    Stream<RunFacts> newestFirst() {
        return kept.newestFirst().filter(RunFacts::isKnown);
    }

    int size() {
        return kept.size();
    }

    private Optional<RunFacts> about(Link link, String task, String runId, @Nullable String snapshotId) {
        RunFacts run = kept.touch(runId, link.time(), () -> new RunFacts(runId, task));
        if (run != null && run.snapshotId == null && snapshotId != null) {
            run.snapshotId = snapshotId;
            bySnapshot
                    .computeIfAbsent(snapshotId, first -> new LinkedHashSet<>())
                    .add(run);
        }
        return Optional.ofNullable(run);
    }

    private void forget(RunFacts run) {
        if (run.snapshotId != null) {
            bySnapshot.computeIfPresent(run.snapshotId, (id, runs) -> {
                runs.remove(run);
                return runs.isEmpty() ? null : runs;
            });
        }
    }
}

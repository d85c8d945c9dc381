package dev.graft.dashboard.readmodel;

import dev.graft.contracts.EventData;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.contracts.event.ModelPromoted;
import dev.graft.contracts.event.ModelRejected;
import dev.graft.contracts.event.ModelRolledBack;
import dev.graft.contracts.event.RuleOutcome;
import dev.graft.dashboard.readmodel.ModelFacts.Verdict;
import dev.graft.dashboard.view.ModelMove;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The models, one a task. */
final class Models {
    private final Newest<ModelFacts> kept;
    private final int history;
    private final Pool pool;

    Models(int capacity, int history, Pool pool) {
        this.pool = pool;
        this.kept = new Newest<>(capacity, dropped -> {});
        this.history = history;
    }

    void apply(Link link, EventData data) {
        if (data instanceof ModelEvaluated x) {
            about(link, x.task()).ifPresent(model -> model.add(verdict(link, x)));
        } else if (data instanceof ModelPromoted x) {
            about(link, x.task()).ifPresent(model -> model.add(promoted(link, x)));
        } else if (data instanceof ModelRolledBack x) {
            about(link, x.task()).ifPresent(model -> model.add(rolledBack(link, x)));
        } else if (data instanceof ModelRejected x) {
            about(link, x.task()).ifPresent(model -> model.add(rejected(link, x)));
        }
    }

    @Nullable
    ModelFacts find(String task) {
        return kept.get(task);
    }

    /** Those that a decision was made on. */
    Stream<ModelFacts> newestFirst() {
        return kept.newestFirst().filter(model -> !model.history.isEmpty());
    }

    private Optional<ModelFacts> about(Link link, String task) {
        return Optional.ofNullable(kept.touch(task, link.time(), () -> new ModelFacts(task, history)));
    }

    private Fact<Verdict> verdict(Link link, ModelEvaluated x) {
        return new Fact<>(link, new Verdict(pool.of(x.runId()), x.attempt(), x.challenger(), pool.of(x.summary())));
    }

    private ModelMove promoted(Link link, ModelPromoted x) {
        return new ModelMove(
                link.id(),
                ModelMove.Kind.PROMOTED,
                x.version(),
                x.previousVersion(),
                x.sequence(),
                link.time(),
                pool.of(x.summary()),
                List.of(),
                null,
                pool.of(x.runId()),
                pool.of(x.snapshotId()));
    }

    private ModelMove rolledBack(Link link, ModelRolledBack x) {
        return new ModelMove(
                link.id(),
                ModelMove.Kind.ROLLED_BACK,
                x.version(),
                x.previousVersion(),
                x.sequence(),
                link.time(),
                x.explanation(),
                List.of(),
                x.requestedBy(),
                null,
                null);
    }

    private ModelMove rejected(Link link, ModelRejected x) {
        return new ModelMove(
                link.id(),
                ModelMove.Kind.REJECTED,
                x.version(),
                x.championVersion(),
                null,
                link.time(),
                pool.of(x.summary()),
                x.failedRules().stream().map(RuleOutcome::sentence).toList(),
                null,
                pool.of(x.runId()),
                pool.of(x.snapshotId()));
    }
}

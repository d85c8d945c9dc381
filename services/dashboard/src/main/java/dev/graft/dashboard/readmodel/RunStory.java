package dev.graft.dashboard.readmodel;

import dev.graft.contracts.EventType;
import dev.graft.contracts.event.RunAbandoned;
import dev.graft.dashboard.readmodel.RunFacts.Abandonment;
import dev.graft.dashboard.readmodel.RunFacts.Completion;
import dev.graft.dashboard.readmodel.RunFacts.Decision;
import dev.graft.dashboard.readmodel.RunFacts.Pass;
import dev.graft.dashboard.readmodel.RunFacts.Start;
import dev.graft.dashboard.view.EvaluationView;
import dev.graft.dashboard.view.RunDetail;
import dev.graft.dashboard.view.RunState;
import dev.graft.dashboard.view.RunSummary;
import dev.graft.dashboard.view.Training;
import dev.graft.platform.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run's facts amount to. */
final class RunStory {
    private RunStory() {}

    static RunState state(RunFacts run) {
        Decision decision = data(run.decision());
        if (decision != null) {
            return decision.state();
        }
        if (run.completed != null || !run.evaluations.isEmpty()) {
            return run.awaitsEvaluation() || run.evaluations.isEmpty() ? RunState.EVALUATING : RunState.DECIDING;
        }
        Abandonment abandoned = data(run.abandoned);
        if (abandoned == null) {
            return RunState.TRAINING;
        }
        return abandoned.reason() == RunAbandoned.Reason.SUPERSEDED ? RunState.SUPERSEDED : RunState.ABANDONED;
    }

    /** The snapshot whose run took this one's place; null where none did. */
    static @Nullable String newerSnapshot(RunFacts run) {
        Abandonment abandonment = abandonment(run);
        return abandonment == null ? null : abandonment.newerSnapshot();
    }

    /** Why it has no challenger; null where it has one, or may still get one. */
    private static @Nullable Abandonment abandonment(RunFacts run) {
        RunState state = state(run);
        return state == RunState.ABANDONED || state == RunState.SUPERSEDED ? data(run.abandoned) : null;
    }

    static Training training(RunFacts run) {
        Start start = data(run.started());
        Pass last = data(run.lastPass());
        boolean over = run.completed != null;
        if (last == null) {
            return new Training(over ? 100 : 0, 0, start == null ? 0 : start.plannedEpochs(), null, null, null);
        }
        return new Training(
                over ? 100 : last.percent(),
                last.epoch().epoch(),
                last.plannedEpochs(),
                last.epoch().samplesPerSecond(),
                over || run.abandoned != null ? 0 : last.secondsLeft(),
                last.bestEpoch());
    }

    /** A word for why it has no challenger; null where it has one, or may still get one. */
    static @Nullable String reason(RunFacts run) {
        Abandonment abandonment = abandonment(run);
        return abandonment == null ? null : Json.tree(abandonment.reason()).asText();
    }

    static @Nullable String explanation(RunFacts run) {
        Decision decision = data(run.decision());
        if (decision != null) {
            return decision.summary();
        }
        Abandonment abandonment = abandonment(run);
        if (abandonment != null) {
            return abandonment.explanation();
        }
        EvaluationView verdict = data(run.lastEvaluation());
        return verdict == null ? null : verdict.summary();
    }

    static List<String> failedRules(RunFacts run) {
        Decision decision = data(run.decision());
        return decision == null ? List.of() : decision.failedRules();
    }

    static @Nullable Integer version(RunFacts run) {
        Decision decision = data(run.decision());
        return decision == null ? null : Integer.valueOf(decision.version());
    }

    static RunSummary summary(RunFacts run, Runs runs) {
        Start start = data(run.started());
        Completion completed = data(run.completed);
        Pass pass = data(run.lastPass());
        Double accuracy = pass == null ? null : Double.valueOf(pass.epoch().validationAccuracy());
        Double macroF1 = pass == null ? null : Double.valueOf(pass.epoch().validationMacroF1());
        return new RunSummary(
                run.runId,
                run.task,
                state(run),
                run.snapshotId,
                start == null ? null : start.strategy(),
                start == null ? null : start.device(),
                start == null ? null : Long.valueOf(start.attempt()),
                start == null ? null : start.championVersion(),
                start == null ? null : start.rows(),
                training(run),
                completed == null ? null : Boolean.valueOf(completed.stoppedEarly()),
                completed == null ? accuracy : Double.valueOf(completed.validationAccuracy()),
                completed == null ? macroF1 : Double.valueOf(completed.validationMacroF1()),
                completed == null ? null : Double.valueOf(completed.computeSeconds()),
                data(run.stopRequested),
                reason(run),
                explanation(run),
                version(run),
                runs.successorOf(run),
                Chain.first(run.links()),
                Chain.last(run.links()));
    }

    static RunDetail detail(RunFacts run, Runs runs) {
        return new RunDetail(
                summary(run, runs),
                run.passes.values().stream().map(fact -> fact.data().epoch()).toList(),
                run.evaluations.values().stream().map(Fact::data).toList(),
                true);
    }

    /** Seconds that an event of this run says it computed for; null for an event that computes nothing. */
    static @Nullable Double computeSeconds(RunFacts run, Link link) {
        if (link.type() == EventType.RUN_COMPLETED && run.completed != null) {
            return run.completed.data().computeSeconds();
        }
        return run.evaluations.values().stream()
                .filter(evaluation -> evaluation.link().equals(link))
                .map(evaluation -> evaluation.data().computeSeconds())
                .findFirst()
                .orElse(null);
    }

    private static <T> @Nullable T data(@Nullable Fact<T> fact) {
        return fact == null ? null : fact.data();
    }
}

package dev.graft.dashboard.readmodel;

import dev.graft.contracts.EventType;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.contracts.event.ModelPromoted;
import dev.graft.contracts.event.ModelRejected;
import dev.graft.contracts.event.RunAbandoned;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.contracts.event.RunEpochCompleted;
import dev.graft.contracts.event.RunStarted;
import dev.graft.contracts.event.RunStopRequested;
import dev.graft.dashboard.view.Epoch;
import dev.graft.dashboard.view.EvaluationView;
import dev.graft.dashboard.view.RunDetail;
import dev.graft.dashboard.view.RunState;
import dev.graft.dashboard.view.RunSummary;
import dev.graft.dashboard.view.Training;
import dev.graft.platform.json.Json;
import org.jspecify.annotations.Nullable;

/** What a run's facts amount to. */
final class RunStory {
    private RunStory() {}

    static RunState state(RunFacts run) {
        if (run.promoted != null || run.rejected != null) {
            return lastDecision(run);
        }
        if (run.completed != null || !run.evaluations.isEmpty()) {
            return run.awaitsEvaluation() || run.evaluations.isEmpty() ? RunState.EVALUATING : RunState.DECIDING;
        }
        return run.abandoned == null ? RunState.TRAINING : RunState.ABANDONED;
    }

    /** A refused version may be promoted later, by a person; what came last counts. */
    private static RunState lastDecision(RunFacts run) {
        if (run.promoted == null) {
            return RunState.REFUSED;
        }
        boolean refusedLater = run.rejected != null && Fact.BY_TIME.compare(run.rejected, run.promoted) > 0;
        return refusedLater ? RunState.REFUSED : RunState.PROMOTED;
    }

    static Training training(RunFacts run) {
        Fact<RunStarted> started = run.started();
        Fact<RunEpochCompleted> last = run.lastEpoch();
        boolean over = run.completed != null;
        if (last == null) {
            int planned = started == null ? 0 : started.data().plannedEpochs();
            return new Training(over ? 100 : 0, 0, planned, null, null, null);
        }
        RunEpochCompleted epoch = last.data();
        return new Training(
                over ? 100 : epoch.percent(),
                epoch.epoch(),
                epoch.plannedEpochs(),
                epoch.samplesPerSecond(),
                over || run.abandoned != null ? 0 : epoch.secondsLeft(),
                epoch.bestEpoch());
    }

    /** A word for why it has no challenger; null where it has one, or may still get one. */
    static @Nullable String reason(RunFacts run) {
        RunAbandoned abandoned = data(run.abandoned);
        return state(run) == RunState.ABANDONED && abandoned != null
                ? Json.tree(abandoned.reason()).asText()
                : null;
    }

    static @Nullable String explanation(RunFacts run) {
        ModelPromoted promoted = data(run.promoted);
        ModelRejected rejected = data(run.rejected);
        RunAbandoned abandoned = data(run.abandoned);
        ModelEvaluated verdict = data(run.lastEvaluation());
        return switch (state(run)) {
            case PROMOTED -> promoted == null ? null : promoted.summary();
            case REFUSED -> rejected == null ? null : rejected.summary();
            case ABANDONED -> abandoned == null ? null : abandoned.explanation();
            case TRAINING, EVALUATING, DECIDING -> verdict == null ? null : verdict.summary();
        };
    }

    static @Nullable Integer version(RunFacts run) {
        ModelPromoted promoted = data(run.promoted);
        ModelRejected rejected = data(run.rejected);
        if (promoted != null) {
            return promoted.version();
        }
        return rejected == null ? null : rejected.version();
    }

    static RunSummary summary(RunFacts run) {
        RunStarted started = data(run.started());
        RunCompleted completed = data(run.completed);
        RunEpochCompleted epoch = data(run.lastEpoch());
        RunStopRequested stop = data(run.stopRequested);
        Double accuracy = epoch == null ? null : Double.valueOf(epoch.validationAccuracy());
        Double macroF1 = epoch == null ? null : Double.valueOf(epoch.validationMacroF1());
        return new RunSummary(
                run.runId,
                run.task,
                state(run),
                run.snapshotId,
                started == null ? null : started.strategy(),
                started == null ? null : started.device(),
                started == null ? null : Long.valueOf(started.attempt()),
                started == null ? null : started.championVersion(),
                started == null ? null : started.rows(),
                training(run),
                completed == null ? null : Boolean.valueOf(completed.stoppedEarly()),
                completed == null ? accuracy : Double.valueOf(completed.validationAccuracy()),
                completed == null ? macroF1 : Double.valueOf(completed.validationMacroF1()),
                completed == null ? null : Double.valueOf(completed.computeSeconds()),
                stop == null ? null : stop.requestedBy() + ": " + stop.explanation(),
                reason(run),
                explanation(run),
                version(run),
                Chain.first(run.links()),
                Chain.last(run.links()));
    }

    static RunDetail detail(RunFacts run) {
        return new RunDetail(
                summary(run),
                run.epochs.values().stream().map(RunStory::epoch).toList(),
                run.evaluations.values().stream().map(RunStory::evaluation).toList());
    }

    static EvaluationView evaluation(Fact<ModelEvaluated> fact) {
        ModelEvaluated data = fact.data();
        return new EvaluationView(
                data.runId(),
                data.task(),
                data.attempt(),
                data.championVersion(),
                data.decision(),
                data.summary(),
                data.rules(),
                data.challenger(),
                data.champion(),
                data.computeSeconds(),
                data.evaluation(),
                fact.link().time());
    }

    /** Seconds that an event of this run says it computed for; null for an event that computes nothing. */
    static @Nullable Double computeSeconds(RunFacts run, Link link) {
        if (link.type() == EventType.RUN_COMPLETED && run.completed != null) {
            return run.completed.data().computeSeconds();
        }
        return run.evaluations.values().stream()
                .filter(evaluation -> evaluation.link().id().equals(link.id()))
                .map(evaluation -> evaluation.data().computeSeconds())
                .findFirst()
                .orElse(null);
    }

    private static Epoch epoch(Fact<RunEpochCompleted> fact) {
        RunEpochCompleted data = fact.data();
        return new Epoch(
                data.epoch(),
                data.trainLoss(),
                data.validationLoss(),
                data.validationAccuracy(),
                data.validationMacroF1(),
                data.learningRate(),
                data.samplesPerSecond(),
                fact.link().time());
    }

    private static <T> @Nullable T data(@Nullable Fact<T> fact) {
        return fact == null ? null : fact.data();
    }
}

package dev.graft.dashboard.readmodel;

import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.contracts.event.ModelEvaluationRequested;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.event.ModelPromoted;
import dev.graft.contracts.event.RunCompleted;
import java.util.List;

/** Payloads without the lists of a model's files, which the dashboard does not show and which are most of their size. */
final class Slim {
    private Slim() {}

    static RunCompleted withoutFiles(RunCompleted data) {
        return new RunCompleted(
                data.task(),
                data.taskVersion(),
                data.runId(),
                data.snapshotId(),
                data.snapshot(),
                withoutFiles(data.model()),
                data.championVersion(),
                data.bestEpoch(),
                data.epochs(),
                data.stoppedEarly(),
                data.validationAccuracy(),
                data.validationMacroF1(),
                data.computeSeconds());
    }

    static ModelEvaluated withoutFiles(ModelEvaluated data) {
        return new ModelEvaluated(
                data.task(),
                data.runId(),
                data.attempt(),
                data.evaluation(),
                data.championVersion(),
                data.decision(),
                data.summary(),
                data.rules(),
                data.challenger(),
                data.champion(),
                data.computeSeconds(),
                withoutFiles(data.run()));
    }

    static ModelEvaluationRequested withoutFiles(ModelEvaluationRequested data) {
        return new ModelEvaluationRequested(
                data.task(), data.runId(), data.attempt(), data.championVersion(), withoutFiles(data.run()));
    }

    static ModelPromoted withoutFiles(ModelPromoted data) {
        return new ModelPromoted(
                data.task(),
                data.version(),
                data.previousVersion(),
                data.sequence(),
                data.summary(),
                data.runId(),
                data.snapshotId(),
                withoutFiles(data.model()));
    }

    private static ModelFolder withoutFiles(ModelFolder folder) {
        return new ModelFolder(folder.uri(), List.of());
    }
}

package dev.graft.trainer.train;

import dev.graft.contracts.document.SnapshotManifest;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.task.Task;
import dev.graft.learning.train.TrainingOutcome;
import dev.graft.trainer.plan.RunPlan;
import dev.graft.trainer.plan.RunRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lineage of the model that an attempt made, complete but for the model's files. */
record LineageOf(
        Learner learner,
        RunRequest request,
        RunPlan plan,
        long attempt,
        TrainingOutcome.Completed outcome,
        Instant createdAt) {

    Lineage with(ModelFolder model) {
        SnapshotManifest snapshot = request.snapshot();
        List<String> batches = snapshot.shards().stream()
                .map(SnapshotManifest.Shard::batchId)
                .distinct()
                .toList();
        return new Lineage(
                Lineage.FORMAT,
                new Lineage.TaskOrigin(plan.task(), plan.taskVersion()),
                new Lineage.RunOrigin(plan.runId(), attempt),
                new Lineage.Data(plan.snapshotId(), plan.snapshot(), batches, plan.rows(), plan.replay()),
                learner.provenance(plan.backbone()),
                fused(),
                plan.backboneCheck(),
                plan.strategy(),
                plan.seed(),
                plan.championVersion(),
                plan.codeVersion(),
                learner.libraries(),
                learner.device(),
                plan.environment(),
                new Lineage.Metrics(outcome.best().epoch(), outcome.stoppedEarly(), outcome.history()),
                signature(),
                model.files(),
                createdAt);
    }

    private @Nullable List<Lineage.Backbone> fused() {
        List<String> names = plan.strategy().backbonesBeside(plan.backbone());
        return names.size() == 1
                ? null
                : names.stream().skip(1).map(learner::provenance).toList();
    }

    private Lineage.Signature signature() {
        Task task = request.snapshot().task();
        boolean images = task.ofImages();
        return new Lineage.Signature(
                List.of(new Lineage.Tensor(images ? Task.IMAGE : Task.TEXT, "BYTES", List.of(-1))),
                List.of(new Lineage.Tensor(
                        "probabilities", "FP32", List.of(-1, task.labels().size()))),
                task.labels(),
                images ? null : plan.strategy().hyperParameters().maxLength(),
                images ? null : task.preparation().cleaning());
    }
}

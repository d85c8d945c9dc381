package dev.graft.trainer.train;

import dev.graft.contracts.document.SnapshotFeatures;
import dev.graft.contracts.document.SnapshotManifest;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.task.Features;
import dev.graft.contracts.task.Task;
import dev.graft.learning.strategy.TransferStrategy.DomainAdaptation;
import dev.graft.learning.train.TrainingOutcome;
import dev.graft.trainer.plan.RunPlan;
import dev.graft.trainer.plan.RunRequest;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The lineage of the model that an attempt made, complete but for the model's files. */
record LineageOf(
        Learner learner,
        RunRequest request,
        RunPlan plan,
        long attempt,
        TrainingOutcome.Completed outcome,
        Instant createdAt) {

    /** As Hugging Face's cards spell it. */
    private static final String UNKNOWN_LICENCE = "other";

    Lineage with(ModelFolder model) {
        SnapshotManifest snapshot = request.snapshot();
        Stream<SnapshotManifest.Shard> others =
                plan.strategy() instanceof DomainAdaptation ? snapshot.unlabelled().stream() : Stream.of();
        List<String> batches = Stream.concat(snapshot.shards().stream(), others)
                .map(SnapshotManifest.Shard::batchId)
                .distinct()
                .toList();
        return new Lineage(
                Lineage.FORMAT,
                new Lineage.TaskOrigin(plan.task(), plan.taskVersion()),
                new Lineage.RunOrigin(plan.runId(), attempt),
                new Lineage.Data(
                        plan.snapshotId(), plan.snapshot(), batches, plan.rows(), plan.replay(), plan.dataLicences()),
                backbone(),
                fused(),
                plan.backboneCheck(),
                plan.strategy(),
                plan.reasons(),
                plan.classWeights(),
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

    private Lineage.Backbone backbone() {
        SnapshotFeatures features = request.snapshot().features();
        ObjectRef fitted = features == null ? null : features.fitted();
        return fitted == null
                ? learner.provenance(plan.backbone())
                : new Lineage.Backbone(plan.backbone(), fitted.uri(), UNKNOWN_LICENCE, fitted.sha256());
    }

    private Lineage.Signature signature() {
        Task task = request.snapshot().task();
        boolean texts = task.ofTexts();
        List<String> columns = columns(task);
        return new Lineage.Signature(
                inputs(task, columns),
                List.of(new Lineage.Tensor(
                        "probabilities", "FP32", List.of(-1, task.labels().size()))),
                task.labels(),
                texts ? plan.strategy().hyperParameters().maxLength() : null,
                texts ? task.preparation().cleaning() : null,
                columns);
    }

    private static List<Lineage.Tensor> inputs(Task task, @Nullable List<String> columns) {
        if (columns != null) {
            return List.of(new Lineage.Tensor("features", "FP64", List.of(-1, columns.size())));
        }
        return task.ofPairs() ? List.of(strings("text"), strings("textPair")) : List.of(strings(task.modality()));
    }

    private static Lineage.Tensor strings(String name) {
        return new Lineage.Tensor(name, "BYTES", List.of(-1));
    }

    private static @Nullable List<String> columns(Task task) {
        Features features = task.features();
        return features == null || features.columns() == null
                ? null
                : features.columns().stream().map(Features.Column::name).toList();
    }
}

package dev.graft.registry.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.contracts.event.RunCompleted;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows a version back to its batches.
 *
 * <p>Reads one document for each of the newest {@value #SHOWN_BATCHES} batches and four more.
 */
public final class TraceLineage {
    private static final int SHOWN_BATCHES = 20;
    private static final String DETAIL = "detail";

    private final Documents documents;

    public TraceLineage(Documents documents) {
        this.documents = documents;
    }

    /** The lineage of the version that {@code verdict} is about. */
    public Lineage trace(ModelEvaluated verdict) {
        List<String> absent = new ArrayList<>();
        RunCompleted run = verdict.run();
        JsonNode manifest = read(run.snapshot().uri(), "the snapshot's manifest", absent);
        JsonNode snapshot = manifest.path(DETAIL).isObject() ? manifest.path(DETAIL) : manifest;
        return new Lineage(
                batches(run.task(), SnapshotShards.of(snapshot), absent),
                new Lineage.Snapshot(
                        run.snapshotId(),
                        run.snapshot(),
                        run.taskVersion(),
                        present(snapshot.path("rows")),
                        present(snapshot.path("task").path("labels")),
                        present(snapshot.path("labelCounts"))),
                run(run, absent),
                evaluation(verdict, absent),
                run.model(),
                absent);
    }

    private Lineage.Batches batches(String task, List<JsonNode> shards, List<String> absent) {
        List<Lineage.Batch> newest = new ArrayList<>();
        for (int i = Math.max(0, shards.size() - SHOWN_BATCHES); i < shards.size(); i++) {
            JsonNode shard = shards.get(i);
            String batchId = shard.path("batchId").asText();
            JsonNode accepted = read(
                            StoreLayout.batchManifest(task, batchId), "the manifest of batch " + batchId, absent)
                    .path("event")
                    .path("data");
            newest.add(new Lineage.Batch(
                    batchId,
                    shard.path("sequence").asLong(),
                    shard.path("rows").asLong(),
                    present(accepted.path("rows")),
                    present(accepted.path("report"))));
        }
        return new Lineage.Batches(shards.size(), newest);
    }

    private Lineage.Run run(RunCompleted run, List<String> absent) {
        JsonNode plan = read(StoreLayout.runPlan(run.runId()), "the run's plan", absent);
        JsonNode detail = read(StoreLayout.runManifest(run.runId()), "the run's manifest", absent)
                .path(DETAIL);
        return new Lineage.Run(
                run.runId(),
                run.championVersion(),
                run.bestEpoch(),
                run.epochs(),
                run.stoppedEarly(),
                run.validationAccuracy(),
                run.validationMacroF1(),
                run.computeSeconds(),
                present(plan),
                present(detail));
    }

    private Lineage.EvaluationOf evaluation(ModelEvaluated verdict, List<String> absent) {
        JsonNode document = read(verdict.evaluation().uri(), "the evaluation", absent);
        JsonNode evaluation = document.path(DETAIL).isObject() ? document.path(DETAIL) : document;
        List<Lineage.Slice> slices = new ArrayList<>();
        for (JsonNode slice : evaluation.path("slices")) {
            JsonNode champion = slice.path("champion");
            slices.add(new Lineage.Slice(
                    slice.path("name").asText(),
                    figures(slice.path("challenger")),
                    champion.isObject() ? figures(champion) : null));
        }
        JsonNode metric = evaluation.path("metric");
        return new Lineage.EvaluationOf(
                verdict.attempt(),
                verdict.evaluation(),
                verdict.championVersion(),
                metric.isTextual() ? metric.asText() : null,
                verdict.challenger(),
                verdict.champion(),
                slices);
    }

    private static Lineage.Figures figures(JsonNode report) {
        return new Lineage.Figures(
                report.path("rows").asLong(),
                report.path("accuracy").asDouble(),
                report.path("macroF1").asDouble());
    }

    private JsonNode read(String place, String name, List<String> absent) {
        JsonNode document = documents.read(place);
        if (document.isMissingNode()) {
            absent.add(name + " (" + place + ")");
        }
        return document;
    }

    private static @Nullable JsonNode present(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? null : node;
    }
}

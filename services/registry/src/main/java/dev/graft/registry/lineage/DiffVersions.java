package dev.graft.registry.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.ModelVersion;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.registry.lineage.Difference.BatchChange;
import dev.graft.registry.lineage.Difference.FileChange;
import dev.graft.registry.lineage.Difference.Pair;
import dev.graft.registry.lineage.Difference.StrategyChange;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares two versions of a task: scores, batches, strategy, files. */
public final class DiffVersions {
    private static final int SHOWN_BATCHES = 50;

    private final Documents documents;

    public DiffVersions(Documents documents) {
        this.documents = documents;
    }

    public Difference diff(ModelVersion from, ModelVersion to) {
        List<String> absent = new ArrayList<>();
        RunCompleted before = from.evaluation().run();
        RunCompleted after = to.evaluation().run();
        return new Difference(
                from.task(),
                from.version(),
                to.version(),
                new Pair<>(from.evaluation().challenger(), to.evaluation().challenger()),
                batches(batchesOf(before, absent), batchesOf(after, absent)),
                strategy(strategyOf(before, absent), strategyOf(after, absent)),
                files(before.model(), after.model()),
                absent);
    }

    private static BatchChange batches(Set<String> from, Set<String> to) {
        List<String> added = to.stream().filter(batch -> !from.contains(batch)).toList();
        int removed = Math.toIntExact(
                from.stream().filter(batch -> !to.contains(batch)).count());
        return new BatchChange(
                added.size(), removed, added.subList(Math.max(0, added.size() - SHOWN_BATCHES), added.size()));
    }

    private static StrategyChange strategy(@Nullable JsonNode from, @Nullable JsonNode to) {
        return new StrategyChange(!Objects.equals(from, to), from, to);
    }

    private static List<FileChange> files(ModelFolder from, ModelFolder to) {
        Map<String, String> before = checksums(from);
        Map<String, String> after = checksums(to);
        Set<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        return paths.stream()
                .map(path -> new FileChange(path, before.get(path), after.get(path)))
                .filter(change -> !Objects.equals(change.from(), change.to()))
                .toList();
    }

    private static Map<String, String> checksums(ModelFolder folder) {
        Map<String, String> checksums = new TreeMap<>();
        folder.files().forEach(file -> checksums.put(file.path(), file.sha256()));
        return checksums;
    }

    private Set<String> batchesOf(RunCompleted run, List<String> absent) {
        JsonNode manifest = read(run.snapshot().uri(), absent);
        JsonNode snapshot = manifest.path("detail").isObject() ? manifest.path("detail") : manifest;
        Set<String> batches = new LinkedHashSet<>();
        SnapshotShards.of(snapshot)
                .forEach(shard -> batches.add(shard.path("batchId").asText()));
        return batches;
    }

    private @Nullable JsonNode strategyOf(RunCompleted run, List<String> absent) {
        JsonNode strategy = read(StoreLayout.runPlan(run.runId()), absent).path("strategy");
        return strategy.isMissingNode() ? null : strategy;
    }

    private JsonNode read(String place, List<String> absent) {
        JsonNode document = documents.read(place);
        if (document.isMissingNode()) {
            absent.add(place);
        }
        return document;
    }
}

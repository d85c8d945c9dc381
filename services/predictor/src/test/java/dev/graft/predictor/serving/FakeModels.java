package dev.graft.predictor.serving;

import dev.graft.contracts.document.ModelVersion;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.contracts.event.Scores;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A registry in memory: what is live of each task, and what loading it gives. */
final class FakeModels implements ModelSource {
    private final Map<String, Integer> live = new ConcurrentHashMap<>();
    private final Map<String, Load> loads = new ConcurrentHashMap<>();
    private final Map<String, Integer> shadows = new ConcurrentHashMap<>();
    private final Map<String, Long> sizes = new ConcurrentHashMap<>();
    private final List<String> loaded = new ArrayList<>();

    /** What happens when a version is loaded. */
    @FunctionalInterface
    interface Load {
        Classifier load() throws ModelUnusable;
    }

    /** Brings {@code served} in line with the models, without trials and with plenty of memory. */
    static SwapChampion swap(ModelSource models, ServedModels served, Clock clock) {
        return new SwapChampion(
                models,
                served,
                new MemoryBudget(served, Long.MAX_VALUE),
                CanaryPlan.NONE,
                clock,
                (next, swap) -> swap.get());
    }

    /** Makes a version the live one. */
    FakeClassifier promote(String task, int version, FakeClassifier classifier) {
        promote(task, version, () -> classifier);
        return classifier;
    }

    void promote(String task, int version, Load load) {
        loads.put(task + " " + version, load);
        live.put(task, version);
    }

    /** Points back at a version that was promoted before. */
    void rollBack(String task, int version) {
        live.put(task, version);
    }

    /** Sets the alias of a version that answers beside the champion. */
    FakeClassifier shadow(String task, int version, FakeClassifier classifier) {
        loads.put(task + " " + version, () -> classifier);
        shadows.put(task, version);
        return classifier;
    }

    void noShadow(String task) {
        shadows.remove(task);
    }

    /** What the files of a task's versions take. */
    void bytes(String task, long bytes) {
        sizes.put(task, bytes);
    }

    /** Every load, as {@code task version}, in order. */
    List<String> loaded() {
        return loaded;
    }

    @Override
    public List<String> tasks() {
        return live.keySet().stream().sorted().toList();
    }

    @Override
    public Optional<ModelVersion> champion(String task) throws ModelUnusable {
        Integer version = live.get(task);
        if (version != null && version < 0) {
            throw new ModelUnusable("the alias points at nothing", null);
        }
        return Optional.ofNullable(version).map(number -> version(task, number, folder(task)));
    }

    @Override
    public Optional<ModelVersion> shadow(String task) {
        return Optional.ofNullable(shadows.get(task)).map(number -> version(task, number, folder(task)));
    }

    private ModelFolder folder(String task) {
        return new ModelFolder(
                "s3://graft/",
                List.of(new ModelFolder.File("model.safetensors", "0".repeat(64), sizes.getOrDefault(task, 1L))));
    }

    @Override
    public Classifier load(ModelVersion version) throws ModelUnusable {
        String key = version.task() + " " + version.version();
        loaded.add(key);
        return loads.get(key).load();
    }

    /** A version's document, of a folder without files. */
    static ModelVersion version(String task, int version) {
        return version(task, version, new ModelFolder("s3://graft/", List.of()));
    }

    /** A version's document as the registry writes it. */
    static ModelVersion version(String task, int version, ModelFolder model) {
        ObjectRef nothing = new ObjectRef("s3://graft/none", "0".repeat(64), 0);
        String run = "run-" + version;
        RunCompleted completed =
                new RunCompleted(task, 1, run, "snapshot", nothing, model, null, 1, 1, false, 0.9, 0.9, 1);
        ModelEvaluated evaluated = new ModelEvaluated(
                task,
                run,
                1,
                nothing,
                null,
                ModelEvaluated.Decision.PROMOTE,
                "better",
                List.of(),
                new Scores(20, 0.9, 0.9, 0.1),
                null,
                1,
                completed);
        return new ModelVersion(task, version, Instant.EPOCH, evaluated);
    }
}

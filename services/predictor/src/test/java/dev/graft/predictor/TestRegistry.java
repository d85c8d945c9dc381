package dev.graft.predictor;

import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.ModelAlias;
import dev.graft.contracts.document.ModelVersion;
import dev.graft.contracts.document.SnapshotManifest;
import dev.graft.contracts.event.ModelChanged;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.event.ModelPromoted;
import dev.graft.contracts.event.ModelRolledBack;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.contracts.event.Scores;
import dev.graft.contracts.event.SplitCounts;
import dev.graft.contracts.task.Gate;
import dev.graft.contracts.task.Split;
import dev.graft.contracts.task.Strategy;
import dev.graft.contracts.task.Task;
import dev.graft.contracts.task.Trigger;
import dev.graft.platform.dataset.Shards;
import dev.graft.platform.event.Events;
import dev.graft.platform.event.Outbox;
import dev.graft.platform.json.Json;
import dev.graft.platform.model.ModelFolders;
import dev.graft.platform.store.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Leaves what the registry leaves in the store, and announces it as the registry does. */
@ApplicationScoped
public class TestRegistry {
    private static final ObjectRef NONE = new ObjectRef("s3://graft/none", "0".repeat(64), 0);

    private final ObjectStore store;
    private final ModelFolders folders;
    private final Events events;
    private final Outbox outbox;

    TestRegistry(ObjectStore store, ModelFolders folders, Events events, Outbox outbox) {
        this.store = store;
        this.folders = folders;
        this.events = events;
        this.outbox = outbox;
    }

    void promote(String task, int version, Path model) {
        promote(task, version, uploaded(task, version, model));
    }

    ModelFolder uploaded(String task, int version, Path model) {
        return folders.upload(model, "runs/" + task + "-" + version + "/attempts/00000001/model/");
    }

    void promote(String task, int version, ModelFolder folder) {
        promote(task, version, folder, NONE);
    }

    /** A version that learnt from a snapshot that is there. */
    void promote(String task, int version, Path model, ObjectRef snapshot) {
        promote(task, version, uploaded(task, version, model), snapshot);
    }

    private void promote(String task, int version, ModelFolder folder, ObjectRef snapshot) {
        putVersion(task, version, folder, snapshot);
        moveAlias(task, version, version);
        Integer before = version == 1 ? null : version - 1;
        outbox.publish(events.onRequest(
                task + "/" + version,
                new ModelPromoted(task, version, before, version, "better", "run-" + version, "snapshot", folder)));
    }

    /** Moves the alias back to a version that is there. */
    void rollBack(String task, int from, int to, long sequence) {
        ModelFolder folder =
                new ModelFolder(store.uri("runs/" + task + "-" + to + "/attempts/00000001/model/"), List.of());
        moveAlias(task, to, sequence);
        outbox.publish(events.onRequest(
                task + "/" + sequence,
                new ModelRolledBack(task, to, from, sequence, "worse in production", "me", folder)));
    }

    /** Lets a version answer beside the champion, and says that the model has changed. */
    void shadow(String task, int version, Path model) {
        putVersion(task, version, uploaded(task, version, model), NONE);
        put(
                StoreLayout.modelAlias(task, ModelAlias.SHADOW),
                new ModelAlias(task, ModelAlias.SHADOW, version, version, Instant.now()));
        Map<String, Integer> aliases = Map.of(ModelAlias.SHADOW, version);
        outbox.publish(events.onRequest(
                task + "/shadow/" + version,
                new ModelChanged(task, Instant.now(), Instant.now(), null, Map.of(), aliases, 1, 2, 2, List.of(), 0)));
    }

    /** A snapshot of these rows. */
    ObjectRef snapshot(String task, List<String> labels, List<DatasetRow> rows) throws IOException {
        Path file = Files.createTempFile("shard", ".parquet");
        Shards.write(file, rows);
        ObjectRef shard =
                store.put(StoreLayout.batchPrefix(task, "batch") + "rows.parquet", file, "application/parquet");
        Files.delete(file);
        Task declared = new Task(
                task,
                1,
                null,
                Task.TEXT,
                labels,
                Task.DEFAULT_BACKBONE,
                Strategy.AUTO,
                Gate.DEFAULT,
                Trigger.AT_ONCE,
                Split.DEFAULT);
        var manifest = new SnapshotManifest(
                "snapshot",
                declared,
                List.of(new SnapshotManifest.Shard("batch", 1, rows.size(), shard)),
                new SplitCounts(0, 0, 0),
                Map.of());
        return store.put(StoreLayout.snapshotManifest(task, "snapshot"), Json.bytes(manifest), "application/json");
    }

    private void moveAlias(String task, int version, long sequence) {
        put(
                StoreLayout.modelAlias(task, ModelAlias.CHAMPION),
                new ModelAlias(task, ModelAlias.CHAMPION, version, sequence, Instant.now()));
    }

    private void putVersion(String task, int version, ModelFolder folder, ObjectRef snapshot) {
        String run = "run-" + version;
        RunCompleted completed =
                new RunCompleted(task, 1, run, "snapshot", snapshot, folder, null, 1, 1, false, 0.9, 0.9, 1);
        Scores scores = new Scores(20, 0.9, 0.9, 0.1);
        ModelEvaluated evaluated = new ModelEvaluated(
                task,
                run,
                1,
                NONE,
                null,
                ModelEvaluated.Decision.PROMOTE,
                "better",
                List.of(),
                scores,
                null,
                1,
                completed);
        put(StoreLayout.modelVersion(task, version), new ModelVersion(task, version, Instant.now(), evaluated));
    }

    private void put(String key, Object document) {
        store.put(key, Json.bytes(document), "application/json");
    }
}

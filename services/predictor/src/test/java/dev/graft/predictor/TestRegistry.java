package dev.graft.predictor;

import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.ModelAlias;
import dev.graft.contracts.document.ModelVersion;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.event.ModelPromoted;
import dev.graft.contracts.event.ModelRolledBack;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.contracts.event.Scores;
import dev.graft.platform.event.Events;
import dev.graft.platform.event.Outbox;
import dev.graft.platform.json.Json;
import dev.graft.platform.model.ModelFolders;
import dev.graft.platform.store.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Leaves what the registry leaves in the store, and announces it as the registry does. */
@ApplicationScoped
public class TestRegistry {
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
        putVersion(task, version, folder);
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

    private void moveAlias(String task, int version, long sequence) {
        put(
                StoreLayout.modelAlias(task, ModelAlias.CHAMPION),
                new ModelAlias(task, ModelAlias.CHAMPION, version, sequence, Instant.now()));
    }

    private void putVersion(String task, int version, ModelFolder folder) {
        ObjectRef none = new ObjectRef("s3://graft/none", "0".repeat(64), 0);
        String run = "run-" + version;
        RunCompleted completed =
                new RunCompleted(task, 1, run, "snapshot", none, folder, null, 1, 1, false, 0.9, 0.9, 1);
        Scores scores = new Scores(20, 0.9, 0.9, 0.1);
        ModelEvaluated evaluated = new ModelEvaluated(
                task,
                run,
                1,
                none,
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

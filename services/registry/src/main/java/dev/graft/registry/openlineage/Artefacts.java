package dev.graft.registry.openlineage;

import dev.graft.contracts.EventType;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.ModelAlias;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.platform.json.Hashes;
import io.openlineage.client.OpenLineage.SchemaDatasetFacetFields;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The artefacts of the mesh by what its events say of them. */
final class Artefacts {
    private final Names names;
    private final DeclaredTasks tasks;
    private final RowColumns columns;

    Artefacts(Names names, DeclaredTasks tasks, RowColumns columns) {
        this.names = names;
        this.tasks = tasks;
        this.columns = columns;
    }

    /** The file of an announced batch or, where it carried its rows or nothing is known of it, the topic that it came by. */
    Artefact announced(Beginning announcement) {
        return announcement.uri() == null
                ? new Artefact(names.topic(EventType.BATCH_LABELLED.topic()), Artefact.STREAM, null)
                : new Artefact(DatasetName.of(announcement.uri()), Artefact.FILE, announcement.sha256());
    }

    Artefact batch(String task, String batchId) {
        return new Artefact(folder(StoreLayout.batchPrefix(task, batchId)), Artefact.FILE, batchId);
    }

    Artefact batch(String task, String batchId, int taskVersion) {
        Artefact batch = batch(task, batchId);
        return new Artefact(batch.name(), batch.type(), batch.version(), rows(task, taskVersion));
    }

    Artefact snapshot(String task, String snapshotId) {
        return new Artefact(folder(StoreLayout.snapshotPrefix(task, snapshotId)), Artefact.FILE, snapshotId);
    }

    Artefact snapshot(String task, String snapshotId, int taskVersion) {
        Artefact snapshot = snapshot(task, snapshotId);
        return new Artefact(snapshot.name(), snapshot.type(), snapshot.version(), rows(task, taskVersion));
    }

    Artefact model(ModelFolder folder) {
        return new Artefact(DatasetName.of(folder.uri()), Artefact.MODEL, hash(folder));
    }

    /** All evaluations of a run; each is a version of it. */
    Artefact evaluation(String runId, @Nullable ObjectRef document) {
        return new Artefact(
                names.stored(StoreLayout.EVALUATIONS + runId),
                Artefact.FILE,
                document == null ? null : document.sha256());
    }

    Artefact version(String task, int version, @Nullable ModelFolder folder) {
        return new Artefact(
                names.stored(StoreLayout.modelVersions(task) + version),
                Artefact.MODEL,
                folder == null ? null : hash(folder));
    }

    /** What is live; each version that has been is a version of it. */
    Artefact champion(String task, int version) {
        return new Artefact(
                names.stored(StoreLayout.modelAlias(task, ModelAlias.CHAMPION)),
                Artefact.MODEL,
                Integer.toString(version));
    }

    private DatasetName folder(String prefix) {
        return names.stored(prefix.substring(0, prefix.length() - 1));
    }

    private List<SchemaDatasetFacetFields> rows(String task, int version) {
        return tasks.version(task, version).map(columns::of).orElse(List.of());
    }

    private static String hash(ModelFolder folder) {
        return Hashes.id(folder.files().stream()
                .flatMap(file -> Stream.of(file.path(), file.sha256()))
                .toArray(String[]::new));
    }
}

package dev.graft.dataprep.snapshot;

import dev.graft.contracts.Event;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.SnapshotManifest;
import dev.graft.contracts.event.DatasetPrepared;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.task.Task;
import dev.graft.dataprep.journal.Announcer;
import dev.graft.dataprep.journal.Dataset;
import dev.graft.dataprep.journal.DatasetState.Pending;
import dev.graft.dataprep.journal.Edge;
import dev.graft.dataprep.journal.JournalEntry.SnapshotTaken;
import dev.graft.dataprep.journal.KnownRows;
import dev.graft.dataprep.journal.Recorded;
import dev.graft.dataprep.task.TaskCatalogue;
import dev.graft.platform.json.Hashes;
import dev.graft.platform.json.Json;
import dev.graft.platform.store.ObjectStore;
import dev.graft.platform.trace.Spans;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Makes the snapshot of a data set, when its task's trigger says so or a person does: features and manifest first, then the claim
 * of the next place in the journal, which is the commit point and holds the event, then the announcement. Called with the
 * data set's lock held.
 */
public final class PrepareSnapshot {
    private static final String JSON = "application/json";

    private final Edge edge;
    private final TaskCatalogue catalogue;
    private final Announcer announcer;
    private final FitFeatures features;
    private final Function<Task, Optional<ObjectRef>> goldenRows;

    /**
     * Makes snapshots of what catalogue and journal hold.
     *
     * @param goldenRows the rows of a task's golden set, in a file such as a shard is
     */
    public PrepareSnapshot(
            Edge edge,
            TaskCatalogue catalogue,
            Announcer announcer,
            KnownRows knownRows,
            Function<Task, Optional<ObjectRef>> goldenRows) {
        this.goldenRows = goldenRows;
        this.edge = edge;
        this.catalogue = catalogue;
        this.announcer = announcer;
        this.features = new FitFeatures(edge.store(), knownRows);
    }

    /** Makes and announces a snapshot if one is due, and whatever another process may have left unannounced. */
    public void ifDue(Dataset dataset) {
        make(
                dataset,
                (task, pending) -> TriggerPolicy.isDue(
                        TriggerPolicy.counting(pending, task, dataset.state()),
                        task.trigger(),
                        dataset.state().lastSnapshot(),
                        edge.clock().instant()));
    }

    /**
     * Makes and announces a snapshot of what is pending, whatever the trigger says.
     *
     * @return false when there was nothing, or nothing any more when the place in the journal was to be claimed
     */
    boolean now(Dataset dataset) {
        return make(dataset, (task, pending) -> true);
    }

    private boolean make(Dataset dataset, BiPredicate<Task, List<Pending>> wanted) {
        List<Pending> pending = dataset.state().pending();
        boolean made = false;
        boolean done = false;
        while (!done && !pending.isEmpty()) {
            Task task = declarationOf(dataset, pending.get(pending.size() - 1));
            boolean isWanted = wanted.test(task, pending);
            made = isWanted && dataset.claim(prepared(dataset, task, pending));
            done = made || !isWanted;
            pending = dataset.state().pending();
        }
        announcer.announce(dataset);
        return made;
    }

    private Recorded prepared(Dataset dataset, Task task, List<Pending> pending) {
        return Spans.in("prepare snapshot", () -> prepare(dataset, task, pending));
    }

    /** The declaration that was in force when the newest batch arrived. */
    private Task declarationOf(Dataset dataset, Pending newest) {
        return catalogue
                .version(dataset.task(), newest.taskVersion())
                .orElseThrow(() -> new IllegalStateException(
                        StoreLayout.taskVersion(dataset.task(), newest.taskVersion()) + " was there and is gone"));
    }

    private Recorded prepare(Dataset dataset, Task task, List<Pending> pending) {
        SnapshotManifest manifest = features.with(SnapshotContent.of(task, dataset.state()), dataset)
                .withGoldenSet(goldenRows.apply(task).orElse(null));
        String key = StoreLayout.snapshotManifest(task.name(), manifest.snapshotId());
        ObjectRef reference = write(edge.store(), key, Json.bytes(manifest));
        List<String> batches = pending.stream().map(Pending::batchId).toList();
        DatasetPrepared prepared = new DatasetPrepared(
                task.name(),
                task.requireVersion(),
                manifest.snapshotId(),
                reference,
                batches,
                pending.stream().mapToLong(Pending::rows).sum(),
                manifest.rows());
        Event<?> cause = dataset.newestBatch().orElseThrow().event();
        return new Recorded(
                new SnapshotTaken(
                        dataset.state().tail() + 1,
                        edge.clock().instant(),
                        manifest.snapshotId(),
                        task.requireVersion(),
                        reference,
                        batches),
                edge.events().causedBy(cause, key, prepared));
    }

    /** Written once: what lies there already is what it is. */
    static ObjectRef write(ObjectStore store, String key, byte[] json) {
        byte[] content = store.createIfAbsent(key, json, JSON)
                ? json
                : store.find(key).orElseThrow().content();
        return new ObjectRef(store.uri(key), Hashes.sha256(content), content.length);
    }
}

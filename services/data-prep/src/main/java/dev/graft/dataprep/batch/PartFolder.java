package dev.graft.dataprep.batch;

import dev.graft.contracts.Event;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.platform.json.Hashes;
import dev.graft.platform.json.Json;
import dev.graft.platform.step.Steps;
import dev.graft.platform.store.ObjectStore;
import dev.graft.platform.store.StoreException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What lies in the object store of a batch that is prepared in parts, by one version of its task, until it is taken in or
 * refused: the plan, who waits for the outcome, and of each part its rows and last the manifest of the step that read it.
 */
final class PartFolder {
    private static final String PLAN = "plan.json";
    private static final String WAITING = "waiting/";
    private static final String MANIFESTS = "manifests/";
    private static final String ROWS = "rows/";
    private static final String JSON = "application/json";
    private static final String PARQUET = "application/vnd.apache.parquet";

    private final ObjectStore store;
    private final Steps steps;
    private final String prefix;

    PartFolder(ObjectStore store, Steps steps, String task, int taskVersion, String batchId) {
        this.store = store;
        this.steps = steps;
        this.prefix = StoreLayout.batchPrefix(task, batchId) + "parts-v" + taskVersion + "/";
    }

    Optional<PartPlan> plan() {
        return store.find(prefix + PLAN).map(object -> Json.read(object.content(), PartPlan.class));
    }

    /** Writes the plan unless it is there; whoever plans comes to the same. */
    void plan(PartPlan plan) {
        store.createIfAbsent(prefix + PLAN, Json.bytes(plan), JSON);
    }

    /** Notes who waits for the outcome. */
    void await(Event<BatchLabelled> announcement) {
        steps.conclude(note(announcement), new Steps.Outcome(announcement));
    }

    private String note(Event<BatchLabelled> announcement) {
        return prefix + WAITING + Hashes.id(announcement.source(), announcement.id()) + ".json";
    }

    /** The announcements of the batch that wait for the outcome. */
    List<Event<BatchLabelled>> waiting() {
        List<Event<BatchLabelled>> waiting = new ArrayList<>();
        for (String key : store.list(prefix + WAITING)) {
            steps.find(key).ifPresent(event -> waiting.add(announcement(event)));
        }
        return waiting;
    }

    @SuppressWarnings("unchecked") // Nothing else is noted.
    private static Event<BatchLabelled> announcement(Event<?> event) {
        return (Event<BatchLabelled>) event;
    }

    /** The manifest of the step that reads a part, from 1. */
    String manifest(int part) {
        return prefix + MANIFESTS + padded(part) + ".json";
    }

    ObjectRef putRows(int part, Path rows) {
        return store.put(prefix + ROWS + padded(part) + ".parquet", rows, PARQUET);
    }

    /** The parts that have been read, from 1. */
    List<Integer> prepared() {
        String folder = prefix + MANIFESTS;
        return store.list(folder).stream()
                .map(key -> key.substring(folder.length(), key.indexOf('.', folder.length())))
                .map(Integer::valueOf)
                .toList();
    }

    /** @throws PartsGone when another process has answered meanwhile */
    PartOutcome outcome(int part) {
        return steps.detail(manifest(part), PartOutcome.class).orElseThrow(() -> gone(manifest(part)));
    }

    /**
     * Fetches the rows of a part.
     *
     * @param maxBytes more are not read
     * @throws PartsGone when another process has answered meanwhile
     */
    void fetch(ObjectRef rows, long maxBytes, Path file) {
        try {
            store.download(rows.uri(), rows.sha256(), maxBytes, file);
        } catch (StoreException.Missing e) {
            throw gone(rows.uri());
        }
    }

    private RuntimeException gone(String key) {
        List<Integer> left = prepared();
        return left.isEmpty() ? new PartsGone(key) : new StoreException.Missing(key);
    }

    /**
     * An announcement has its answer, and once all have, everything goes: manifests before rows, so that no manifest
     * promises rows that are gone, and the plan last, so that what is left of it is found again.
     */
    void answered(Event<BatchLabelled> announcement) {
        store.delete(note(announcement));
        if (store.list(prefix + WAITING).isEmpty()) {
            store.list(prefix + MANIFESTS).forEach(store::delete);
            store.list(prefix + ROWS).forEach(store::delete);
            store.delete(prefix + PLAN);
        }
    }

    private static String padded(int part) {
        return String.format(Locale.ROOT, "%06d", part);
    }
}

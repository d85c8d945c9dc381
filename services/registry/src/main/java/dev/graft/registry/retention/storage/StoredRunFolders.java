package dev.graft.registry.retention.storage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.contracts.Event;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.event.RunAbandoned;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.platform.json.Json;
import dev.graft.platform.step.Steps;
import dev.graft.platform.store.ObjectStore;
import dev.graft.registry.retention.RunFolders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@link RunFolders} over the object store. Finding all that have files is one listing of {@code runs/}; of a run whose
 * files are gone a few small documents are left, which it passes over.
 */
public final class StoredRunFolders implements RunFolders {
    private static final Pattern FILE = Pattern.compile("runs/([^/]+)/attempts/([^/]+)/.+");
    private static final int RUN = 1;
    private static final int ATTEMPT = 2;

    private final ObjectStore store;
    private final Steps steps;

    public StoredRunFolders(ObjectStore store, Steps steps) {
        this.store = store;
        this.steps = steps;
    }

    @Override
    public List<RunFiles> withFiles() {
        SortedMap<String, SortedMap<String, Amount>> runs = new TreeMap<>();
        store.scan(StoreLayout.RUNS, (key, bytes) -> {
            Matcher file = FILE.matcher(key);
            if (file.matches()) {
                runs.computeIfAbsent(file.group(RUN), run -> new TreeMap<>())
                        .merge(file.group(ATTEMPT), new Amount(1, bytes), Amount::plus);
            }
        });
        return runs.entrySet().stream()
                .map(run -> new RunFiles(run.getKey(), run.getValue()))
                .toList();
    }

    @Override
    public @Nullable End end(String runId) {
        Optional<Event<?>> event = steps.find(StoreLayout.runManifest(runId));
        return event.isEmpty() ? null : end(runId, event.get());
    }

    private End end(String runId, Event<?> event) {
        if (event.data() instanceof RunCompleted completed) {
            return new End(completed.task(), attempt(runId, completed.model().uri()), event.time());
        }
        if (event.data() instanceof RunAbandoned abandoned) {
            return new End(abandoned.task(), null, event.time());
        }
        throw new IllegalStateException("the manifest of run " + runId + " holds a " + event.type()
                + ", which ends no run; nothing is collected until that is clear");
    }

    private String attempt(String runId, String modelUri) {
        String prefix = store.uri("");
        Matcher file = FILE.matcher(modelUri.startsWith(prefix) ? modelUri.substring(prefix.length()) : modelUri);
        if (!file.matches() || !file.group(RUN).equals(runId)) {
            throw new IllegalStateException("the challenger of run " + runId + " lies at " + modelUri
                    + ", outside of the run's attempts; nothing is collected until that is clear");
        }
        return file.group(ATTEMPT);
    }

    @Override
    public @Nullable Instant leasedUntil(String runId) {
        return store.find(StoreLayout.runLease(runId))
                .map(object -> Json.read(object.content(), Lease.class).expiresAt())
                .orElse(null);
    }

    /** The one field of a run's lease that counts here. */
    private record Lease(Instant expiresAt) {}

    @Override
    public @Nullable Start start(String runId) {
        return store.find(StoreLayout.runPlan(runId))
                .map(object -> Json.read(object.content(), JsonNode.class))
                .filter(plan -> plan.path("championVersion").isInt())
                .map(plan -> new Start(
                        plan.required("task").textValue(),
                        plan.required("championVersion").intValue()))
                .orElse(null);
    }

    @Override
    public Amount delete(String runId, String attempt) {
        String folder = StoreLayout.runPrefix(runId) + "attempts/" + attempt + "/";
        List<Map.Entry<String, Long>> files = new ArrayList<>();
        store.scan(folder, (key, bytes) -> files.add(Map.entry(key, bytes)));
        Amount gone = new Amount(0, 0);
        for (Map.Entry<String, Long> file : files) {
            store.delete(file.getKey());
            gone = gone.plus(new Amount(1, file.getValue()));
        }
        return gone;
    }
}

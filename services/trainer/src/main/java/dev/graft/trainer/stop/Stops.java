package dev.graft.trainer.stop;

import dev.graft.contracts.StoreLayout;
import dev.graft.platform.json.Json;
import dev.graft.platform.store.ObjectStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Requests to stop runs. The first one counts. It may come before its run is known here: then it waits in the store,
 * and the run ends before it trains. A run that has ended stays as it is. Thread-safe.
 */
public final class Stops {
    private static final String JSON = "application/json";

    private final ObjectStore store;
    private final Map<String, Watch> watches = new ConcurrentHashMap<>();

    public Stops(ObjectStore store) {
        this.store = store;
    }

    /** Records a request and tells the run, where it is in progress here. */
    public void request(String runId, StopRequest request) {
        if (store.find(StoreLayout.runManifest(runId)).isPresent()) {
            return;
        }
        store.createIfAbsent(StoreLayout.runStop(runId), Json.bytes(request), JSON);
        Watch watch = watches.get(runId);
        if (watch != null) {
            watch.look();
        }
    }

    public Optional<StopRequest> find(String runId) {
        return store.find(StoreLayout.runStop(runId)).map(object -> Json.read(object.content(), StopRequest.class));
    }

    /** Watches for a request to stop a run that is in progress here; the caller closes it. */
    public Watch watch(String runId) {
        Watch watch = new Watch(runId);
        watches.put(runId, watch);
        return watch;
    }

    /** Whether a run in progress was asked to stop. */
    public final class Watch implements AutoCloseable {
        private final String runId;
        private volatile Optional<StopRequest> seen = Optional.empty();

        private Watch(String runId) {
            this.runId = runId;
        }

        /** What was seen so far; cheap. */
        public Optional<StopRequest> seen() {
            return seen;
        }

        /** Looks into the store, for requests that another trainer recorded. */
        public void look() {
            if (seen.isEmpty()) {
                seen = find(runId);
            }
        }

        @Override
        public void close() {
            watches.remove(runId, this);
        }
    }
}

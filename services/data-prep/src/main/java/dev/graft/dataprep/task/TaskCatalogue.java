package dev.graft.dataprep.task;

import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.task.Task;
import dev.graft.platform.json.Json;
import dev.graft.platform.store.ObjectStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The declared tasks in the object store, every version an object of its own that never changes. The newest version is
 * remembered, and each question looks whether there is a newer one. Thread-safe.
 */
public final class TaskCatalogue {
    private static final String JSON = "application/json";
    private static final String SUFFIX = ".json";

    private final ObjectStore store;
    private final Map<String, Task> newest = new ConcurrentHashMap<>();

    public TaskCatalogue(ObjectStore store) {
        this.store = store;
    }

    /** The version that is in force now. */
    public Optional<Task> newest(String name) {
        Task known = newest.get(name);
        int version = known == null ? highestListed(name) : known.requireVersion();
        Optional<Task> found = known == null ? version(name, version) : Optional.of(known);
        Optional<Task> next = found.isEmpty() ? found : version(name, version + 1);
        while (next.isPresent()) {
            found = next;
            next = version(name, next.get().requireVersion() + 1);
        }
        found.ifPresent(task -> newest.put(name, task));
        return found;
    }

    /** One version, from memory where it is the newest known. */
    public Optional<Task> version(String name, int version) {
        Task known = newest.get(name);
        if (known != null && known.requireVersion() == version) {
            return Optional.of(known);
        }
        return version < 1
                ? Optional.empty()
                : store.find(StoreLayout.taskVersion(name, version))
                        .map(object -> Json.read(object.content(), Task.class));
    }

    /** Writes a version unless it is there; false when it is. */
    boolean create(Task numbered) {
        boolean created = store.createIfAbsent(
                StoreLayout.taskVersion(numbered.name(), numbered.requireVersion()), Json.bytes(numbered), JSON);
        if (created) {
            newest.put(numbered.name(), numbered);
        }
        return created;
    }

    /** Names of all tasks in alphabetical order. */
    public List<String> names() {
        return store.listFolders(StoreLayout.TASKS).stream().sorted().toList();
    }

    private int highestListed(String name) {
        String prefix = StoreLayout.taskVersions(name);
        return store.list(prefix).stream()
                .map(key -> key.substring(prefix.length(), key.length() - SUFFIX.length()))
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
    }
}

package dev.graft.registry.openlineage.storage;

import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.task.Task;
import dev.graft.platform.json.Json;
import dev.graft.platform.store.ObjectStore;
import dev.graft.registry.openlineage.DeclaredTasks;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@link DeclaredTasks} over the object store; the latest {@value #REMEMBERED} that were asked for are remembered. */
public final class StoredTasks implements DeclaredTasks {
    private static final int REMEMBERED = 200;

    private final ObjectStore store;
    private final Map<String, Task> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Task> eldest) {
            return size() > REMEMBERED;
        }
    };

    public StoredTasks(ObjectStore store) {
        this.store = store;
    }

    @Override
    public synchronized Optional<Task> version(String task, int version) {
        String key = StoreLayout.taskVersion(task, version);
        Optional<Task> found = Optional.ofNullable(known.get(key))
                .or(() -> store.find(key).map(object -> Json.read(object.content(), Task.class)));
        found.ifPresent(each -> known.put(key, each));
        return found;
    }
}

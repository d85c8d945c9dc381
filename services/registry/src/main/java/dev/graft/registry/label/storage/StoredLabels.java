package dev.graft.registry.label.storage;

import dev.graft.contracts.StoreLayout;
import dev.graft.platform.json.Json;
import dev.graft.platform.store.ObjectStore;
import dev.graft.platform.store.ObjectStore.StoredObject;
import dev.graft.platform.store.StoreException;
import dev.graft.registry.label.LabelShelf;
import dev.graft.registry.label.ModelLabels;
import dev.graft.registry.label.VersionLabels;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * {@link LabelShelf} over the object store: {@code models/<name>/model.json} and {@code
 * models/<name>/versions/<n>/labels.json}, created under {@code If-None-Match: *} and changed under {@code If-Match}.
 *
 * <p>Threads of this process take turns, which also stands in for the conditions on a store that does not keep them under
 * a race.
 */
public final class StoredLabels implements LabelShelf {
    private static final int TRIES = 100;
    private static final int LOCKS = 64;
    private static final String JSON = "application/json";
    private static final String LABELS = "/labels.json";

    private final ObjectStore store;
    private final Object[] locks = new Object[LOCKS];

    public StoredLabels(ObjectStore store) {
        this.store = store;
        for (int i = 0; i < LOCKS; i++) {
            locks[i] = new Object();
        }
    }

    @Override
    public ModelLabels model(String name) {
        return read(store.find(StoreLayout.modelLabels(name)), ModelLabels.class, ModelLabels.NONE);
    }

    @Override
    public VersionLabels version(String name, int number) {
        return read(store.find(StoreLayout.modelVersionLabels(name, number)), VersionLabels.class, VersionLabels.NONE);
    }

    @Override
    public Set<Integer> labelled(String name) {
        String prefix = StoreLayout.modelVersions(name);
        Set<Integer> numbers = new TreeSet<>();
        for (String key : store.list(prefix)) {
            if (key.endsWith(LABELS)) {
                numbers.add(Integer.valueOf(key.substring(prefix.length(), key.length() - LABELS.length())));
            }
        }
        return numbers;
    }

    @Override
    public ModelLabels changeModel(String name, UnaryOperator<ModelLabels> change) {
        return change(StoreLayout.modelLabels(name), ModelLabels.class, ModelLabels.NONE, change);
    }

    @Override
    public VersionLabels changeVersion(String name, int number, UnaryOperator<VersionLabels> change) {
        return change(StoreLayout.modelVersionLabels(name, number), VersionLabels.class, VersionLabels.NONE, change);
    }

    private <T> T change(String key, Class<T> type, T none, UnaryOperator<T> change) {
        synchronized (locks[Math.floorMod(key.hashCode(), LOCKS)]) {
            for (int attempt = 0; attempt < TRIES; attempt++) {
                Optional<StoredObject> found = store.find(key);
                T before = read(found, type, none);
                T after = change.apply(before);
                if (after.equals(before) || write(key, found, after)) {
                    return after;
                }
            }
        }
        throw new StoreException.Unavailable(
                "others changed " + key + " " + TRIES + " times in between", new IllegalStateException("conflicts"));
    }

    private boolean write(String key, Optional<StoredObject> found, Object after) {
        byte[] content = Json.bytes(after);
        return found.isEmpty()
                ? store.createIfAbsent(key, content, JSON)
                : store.replaceIfMatch(key, found.get().etag(), content, JSON).isPresent();
    }

    private static <T> T read(Optional<StoredObject> found, Class<T> type, T none) {
        return found.map(object -> Json.read(object.content(), type)).orElse(none);
    }
}

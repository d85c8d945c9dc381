package dev.graft.registry.history.storage;

import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.ModelAlias;
import dev.graft.platform.json.Json;
import dev.graft.platform.store.ObjectStore;
import dev.graft.platform.store.ObjectStore.StoredObject;
import dev.graft.platform.store.StoreException;
import dev.graft.registry.history.Aliases;
import dev.graft.registry.history.Move;
import java.util.List;
import java.util.Optional;

/**
 * {@link Aliases} over the object store: {@code models/<task>/aliases/<alias>.json}, created under {@code If-None-Match:
 * *}, moved under {@code If-Match}, and never to a lower sequence.
 */
public final class StoredAliases implements Aliases {
    private static final int TRIES = 20;
    private static final String JSON = "application/json";

    private final ObjectStore store;

    public StoredAliases(ObjectStore store) {
        this.store = store;
    }

    @Override
    public Optional<ModelAlias> find(String task, String alias) {
        return store.find(StoreLayout.modelAlias(task, alias))
                .map(StoredAliases::alias)
                .filter(StoredAliases::pointsSomewhere);
    }

    @Override
    public List<ModelAlias> all(String task) {
        String anyKey = StoreLayout.modelAlias(task, ModelAlias.CHAMPION);
        String prefix = anyKey.substring(0, anyKey.lastIndexOf('/') + 1);
        return store.list(prefix).stream()
                .flatMap(key -> store.find(key).stream())
                .map(StoredAliases::alias)
                .filter(StoredAliases::pointsSomewhere)
                .toList();
    }

    /** The object of a deleted alias stays: it keeps a move from before the deletion from bringing the alias back. */
    private static boolean pointsSomewhere(ModelAlias alias) {
        return alias.version() > 0;
    }

    /** @throws StoreException.Unavailable when others keep moving the alias in between */
    @Override
    public void follow(String task, Move move) {
        var wanted = new ModelAlias(task, move.alias(), move.version(), move.sequence(), move.at());
        for (int attempt = 0; attempt < TRIES; attempt++) {
            if (tryToFollow(StoreLayout.modelAlias(task, move.alias()), wanted)) {
                return;
            }
        }
        throw new StoreException.Unavailable(
                "the alias " + move.alias() + " of " + task + " was moved by others " + TRIES + " times in between",
                new IllegalStateException("too many conflicts"));
    }

    private boolean tryToFollow(String key, ModelAlias wanted) {
        Optional<StoredObject> found = store.find(key);
        if (found.isEmpty()) {
            return store.createIfAbsent(key, Json.bytes(wanted), JSON);
        }
        StoredObject current = found.get();
        return alias(current).sequence() >= wanted.sequence()
                || store.replaceIfMatch(key, current.etag(), Json.bytes(wanted), JSON)
                        .isPresent();
    }

    private static ModelAlias alias(StoredObject object) {
        return Json.read(object.content(), ModelAlias.class);
    }
}

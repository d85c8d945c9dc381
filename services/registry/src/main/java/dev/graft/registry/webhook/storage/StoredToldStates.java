package dev.graft.registry.webhook.storage;

import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.event.ModelChanged;
import dev.graft.platform.json.Json;
import dev.graft.platform.store.ObjectStore;
import dev.graft.registry.webhook.ToldStates;
import java.util.Optional;

/** {@link ToldStates} over the object store. */
public final class StoredToldStates implements ToldStates {
    private final ObjectStore store;

    public StoredToldStates(ObjectStore store) {
        this.store = store;
    }

    @Override
    public Optional<ModelChanged> find(String model) {
        return store.find(StoreLayout.toldState(model)).map(object -> Json.read(object.content(), ModelChanged.class));
    }

    @Override
    public void put(ModelChanged state) {
        store.put(StoreLayout.toldState(state.task()), Json.bytes(state), "application/json");
    }

    @Override
    public void remove(String model) {
        store.delete(StoreLayout.toldState(model));
    }
}

package dev.graft.platform.model;

import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.ModelAlias;
import dev.graft.contracts.document.ModelVersion;
import dev.graft.platform.json.Json;
import dev.graft.platform.store.ObjectStore;
import dev.graft.platform.store.StoreException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Which version of a task is live, or at another alias, as the registry's objects say now. Nothing is cached: an answer is never old. */
@ApplicationScoped
public class Champions {
    private final ObjectStore store;

    public Champions(ObjectStore store) {
        this.store = store;
    }

    /** The live version's number; empty when nothing is live yet. */
    public Optional<Integer> version(String task) {
        return version(task, ModelAlias.CHAMPION);
    }

    /** The live version with its files; empty when nothing is live yet. */
    public Optional<ModelVersion> find(String task) {
        return find(task, ModelAlias.CHAMPION);
    }

    /** The version at another alias, with its files; empty when there is no such alias. */
    public Optional<ModelVersion> find(String task, String alias) {
        return version(task, alias).map(number -> version(task, number));
    }

    private Optional<Integer> version(String task, String alias) {
        return store.find(StoreLayout.modelAlias(task, alias))
                .map(object -> Json.read(object.content(), ModelAlias.class).version())
                .filter(number -> number > 0);
    }

    /** @throws StoreException.Missing when the task has no such version */
    public ModelVersion version(String task, int number) {
        String key = StoreLayout.modelVersion(task, number);
        return store.find(key)
                .map(object -> Json.read(object.content(), ModelVersion.class))
                // A version without a verdict was registered by hand and belongs to no run: nothing here can load it.
                .filter(version -> version.evaluation() != null)
                .orElseThrow(() -> new StoreException.Missing(store.uri(key)));
    }
}

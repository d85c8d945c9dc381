package dev.graft.registry.openlineage.storage;

import dev.graft.contracts.StoreLayout;
import dev.graft.platform.json.Hashes;
import dev.graft.platform.json.Json;
import dev.graft.platform.store.ObjectStore;
import dev.graft.registry.openlineage.Beginning;
import dev.graft.registry.openlineage.Beginnings;
import java.util.Optional;
import java.util.UUID;

/** {@link Beginnings} over the object store: a claim is one conditional create. */
public final class StoredBeginnings implements Beginnings {
    private static final String CONTENT_TYPE = "application/json";

    private final ObjectStore store;

    public StoredBeginnings(ObjectStore store) {
        this.store = store;
    }

    @Override
    public void announce(String task, Beginning announcement) {
        store.put(announcementKey(task, announcement.eventId()), Json.bytes(announcement), CONTENT_TYPE);
    }

    @Override
    public Optional<Beginning> announced(String task, String eventId) {
        return find(announcementKey(task, eventId));
    }

    @Override
    public Beginning claim(UUID run, Beginning candidate) {
        String key = StoreLayout.openLineageRun(run.toString());
        return store.createIfAbsent(key, Json.bytes(candidate), CONTENT_TYPE)
                ? candidate
                : find(key).orElseThrow(() -> new IllegalStateException(key + " was there and is gone"));
    }

    private Optional<Beginning> find(String key) {
        return store.find(key).map(object -> Json.read(object.content(), Beginning.class));
    }

    /** A producer names its events as it likes, so the key is a hash. */
    private static String announcementKey(String task, String eventId) {
        return StoreLayout.openLineageAnnouncement(Hashes.id(task, eventId));
    }
}

package dev.graft.registry.retention.storage;

import dev.graft.contracts.StoreLayout;
import dev.graft.platform.json.Json;
import dev.graft.platform.store.ObjectStore;
import dev.graft.registry.retention.VersionClaim;
import dev.graft.registry.retention.VersionClaims;
import java.util.Optional;

/**
 * {@link VersionClaims} over the object store: {@code models/<task>/versions/<n>/retention.json}, created under {@code
 * If-None-Match: *}, changed under {@code If-Match}, never deleted.
 */
public final class StoredVersionClaims implements VersionClaims {
    private static final String JSON = "application/json";

    private final ObjectStore store;

    public StoredVersionClaims(ObjectStore store) {
        this.store = store;
    }

    @Override
    public Optional<Seen> find(String task, int version) {
        return store.find(StoreLayout.modelRetention(task, version))
                .map(object -> new Seen(Json.read(object.content(), VersionClaim.class), object.etag()));
    }

    @Override
    public boolean create(String task, int version, VersionClaim claim) {
        return store.createIfAbsent(StoreLayout.modelRetention(task, version), Json.bytes(claim), JSON);
    }

    @Override
    public boolean replace(String task, int version, Seen seen, VersionClaim claim) {
        return store.replaceIfMatch(StoreLayout.modelRetention(task, version), seen.tag(), Json.bytes(claim), JSON)
                .isPresent();
    }
}

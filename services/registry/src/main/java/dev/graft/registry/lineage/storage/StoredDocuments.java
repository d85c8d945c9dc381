package dev.graft.registry.lineage.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.graft.platform.json.Json;
import dev.graft.platform.store.ObjectStore;
import dev.graft.platform.store.ObjectStore.StoredObject;
import dev.graft.platform.store.StoreException;
import dev.graft.registry.lineage.Documents;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jboss.logging.Logger;

/** {@link Documents} over the object store; none is read beyond 16 MiB. */
public final class StoredDocuments implements Documents {
    private static final Logger LOG = Logger.getLogger(StoredDocuments.class);

    private final ObjectStore store;

    public StoredDocuments(ObjectStore store) {
        this.store = store;
    }

    @Override
    public JsonNode read(String keyOrUri) {
        String bucket = store.uri("");
        String key = keyOrUri.startsWith(bucket) ? keyOrUri.substring(bucket.length()) : keyOrUri;
        try {
            Optional<StoredObject> found = store.find(key);
            return found.isPresent() ? Json.read(found.get().content(), JsonNode.class) : MissingNode.getInstance();
        } catch (StoreException.TooLarge | UncheckedIOException e) {
            LOG.warnf("%s cannot be shown: %s", keyOrUri, e.getMessage());
            return MissingNode.getInstance();
        }
    }
}

package dev.graft.registry.history.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.contracts.StoreLayout;
import dev.graft.platform.event.EventCodec;
import dev.graft.platform.event.MalformedEvent;
import dev.graft.platform.json.Json;
import dev.graft.platform.store.ObjectStore;
import dev.graft.registry.history.HistoryEntry;
import dev.graft.registry.history.HistoryLog;
import dev.graft.registry.history.Move;
import java.util.Optional;

/**
 * {@link HistoryLog} over the object store: {@code models/<task>/history/<seq>.json}, each written under {@code
 * If-None-Match: *} and shaped like every manifest of the mesh, {@code event} and {@code detail}. An
 * entry without {@code event} moves an alias that means nothing to the mesh.
 */
public final class StoredHistory implements HistoryLog {
    private static final String EVENT = "event";
    private static final String DETAIL = "detail";

    private final ObjectStore store;
    private final EventCodec codec;

    public StoredHistory(ObjectStore store, EventCodec codec) {
        this.store = store;
        this.codec = codec;
    }

    @Override
    public Optional<HistoryEntry> read(String task, long sequence) {
        String key = StoreLayout.modelHistoryEntry(task, sequence);
        return store.find(key).map(object -> entry(task, key, object.content()));
    }

    @Override
    public boolean claim(HistoryEntry entry) {
        ObjectNode document = Json.mapper().createObjectNode();
        if (entry.event() != null) {
            document.set(EVENT, codec.toJson(entry.event()));
        }
        document.set(DETAIL, Json.tree(entry.move()));
        String key = StoreLayout.modelHistoryEntry(entry.task(), entry.move().sequence());
        return store.createIfAbsent(key, Json.bytes(document), "application/json");
    }

    private HistoryEntry entry(String task, String key, byte[] content) {
        JsonNode document = Json.read(content, JsonNode.class);
        Move move = Json.mapper().convertValue(document.required(DETAIL), Move.class);
        if (!document.has(EVENT)) {
            return new HistoryEntry(task, move, null);
        }
        try {
            return new HistoryEntry(task, move, codec.fromJson(document.required(EVENT)));
        } catch (MalformedEvent e) {
            throw new IllegalStateException("the history entry " + key + " holds no readable event", e);
        }
    }
}

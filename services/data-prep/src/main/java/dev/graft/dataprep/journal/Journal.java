package dev.graft.dataprep.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.contracts.StoreLayout;
import dev.graft.platform.event.EventCodec;
import dev.graft.platform.event.MalformedEvent;
import dev.graft.platform.json.Json;
import dev.graft.platform.store.ObjectStore;
import java.util.Optional;

/**
 * The journals of all tasks in the object store. An entry holds the event that announces it and is written only where
 * none lies yet, so two services that append at once cannot both win. Thread-safe.
 */
public final class Journal {
    private static final String ENTRY = "entry";
    private static final String EVENT = "event";
    private static final String ANNOUNCED = "datasets/%s/announced.json";
    private static final String JSON = "application/json";

    private final ObjectStore store;
    private final EventCodec codec;

    public Journal(ObjectStore store, EventCodec codec) {
        this.store = store;
        this.codec = codec;
    }

    /** Appends; false when somebody else has claimed this place. */
    public boolean claim(String task, Recorded recorded) {
        ObjectNode document = Json.mapper().createObjectNode();
        document.set(ENTRY, Json.tree(recorded.entry()));
        document.set(EVENT, codec.toJson(recorded.event()));
        String key = StoreLayout.journalEntry(task, recorded.entry().sequence());
        return store.createIfAbsent(key, Json.bytes(document), JSON);
    }

    /** The entry at a place; empty beyond the end. */
    public Optional<Recorded> at(String task, long sequence) {
        String key = StoreLayout.journalEntry(task, sequence);
        return store.find(key).map(object -> recorded(key, object.content()));
    }

    /** Up to which entry everything is known to be announced; 0 where nothing is known. */
    public long announcedUpTo(String task) {
        return store.find(ANNOUNCED.formatted(task))
                .map(object -> Json.read(object.content(), Announced.class).sequence())
                .orElse(0L);
    }

    /**
     * Notes what has been announced. A note that is missing or too low costs a repeated announcement, nothing else.
     */
    public void noteAnnounced(String task, long sequence) {
        store.put(ANNOUNCED.formatted(task), Json.bytes(new Announced(sequence)), JSON);
    }

    private Recorded recorded(String key, byte[] content) {
        try {
            JsonNode document = Json.read(content, JsonNode.class);
            return new Recorded(
                    Json.mapper().treeToValue(document.required(ENTRY), JournalEntry.class),
                    codec.fromJson(document.required(EVENT)));
        } catch (MalformedEvent | JsonProcessingException e) {
            throw new IllegalStateException("the journal entry " + key + " cannot be read", e);
        }
    }

    private record Announced(long sequence) {}
}

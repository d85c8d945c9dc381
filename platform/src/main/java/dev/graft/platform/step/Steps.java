package dev.graft.platform.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.contracts.Event;
import dev.graft.contracts.EventData;
import dev.graft.platform.event.EventCodec;
import dev.graft.platform.event.MalformedEvent;
import dev.graft.platform.json.Json;
import dev.graft.platform.store.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Steps that are done once, however often their input is delivered.
 *
 * <p>A step's manifest is the last object that it writes, and only where none lies yet. It holds the event that
 * announces the step, so a repeat, wherever the first try died, finds the manifest and announces the same event again.
 */
@ApplicationScoped
public class Steps {
    private static final String EVENT = "event";
    private static final String DETAIL = "detail";
    private static final String CONTENT_TYPE = "application/json";

    private final ObjectStore store;
    private final EventCodec codec;

    public Steps(ObjectStore store, EventCodec codec) {
        this.store = store;
        this.codec = codec;
    }

    /**
     * What a step concluded with.
     *
     * @param detail what the manifest holds beside the event, for whoever reads it; null: nothing
     */
    public record Outcome(
            Event<? extends EventData> event, @Nullable Object detail) {
        public Outcome(Event<? extends EventData> event) {
            this(event, null);
        }
    }

    /**
     * Returns the event that announces the step: that of an earlier try, or of a try that won against this one, or the
     * one that {@code work} makes now.
     *
     * @param manifestKey where the step's manifest lies; a function of the step's input alone
     */
    public Event<?> once(String manifestKey, Supplier<Outcome> work) {
        Optional<Event<?>> earlier = find(manifestKey);
        return earlier.isPresent() ? earlier.get() : conclude(manifestKey, work.get());
    }

    /** The event in a step's manifest, where the step is done. */
    public Optional<Event<?>> find(String manifestKey) {
        return store.find(manifestKey).map(object -> event(manifestKey, object.content()));
    }

    /** What a step's manifest holds beside the event. */
    public <D> Optional<D> detail(String manifestKey, Class<D> type) {
        return store.find(manifestKey)
                .map(object -> Json.read(object.content(), JsonNode.class).get(DETAIL))
                .map(detail -> Json.mapper().convertValue(detail, type));
    }

    /** Writes the manifest, unless somebody was first, and returns the event that it holds. */
    public Event<?> conclude(String manifestKey, Outcome outcome) {
        ObjectNode manifest = Json.mapper().createObjectNode();
        manifest.set(EVENT, codec.toJson(outcome.event()));
        if (outcome.detail() != null) {
            manifest.set(DETAIL, Json.tree(outcome.detail()));
        }
        if (store.createIfAbsent(manifestKey, Json.bytes(manifest), CONTENT_TYPE)) {
            return outcome.event();
        }
        return find(manifestKey).orElseThrow(() -> new IllegalStateException(manifestKey + " was there and is gone"));
    }

    private Event<?> event(String key, byte[] manifest) {
        try {
            return codec.fromJson(Json.read(manifest, JsonNode.class).required(EVENT));
        } catch (MalformedEvent e) {
            throw new IllegalStateException("the manifest " + key + " holds no readable event", e);
        }
    }
}

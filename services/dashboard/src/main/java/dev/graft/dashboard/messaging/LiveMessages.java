package dev.graft.dashboard.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.contracts.Event;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.dashboard.live.LiveEvent;
import dev.graft.dashboard.view.DeadLetter;
import dev.graft.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Events as live clients get them. Rows that a batch carries are counted, not sent. */
final class LiveMessages {
    static final String DEAD_LETTER = "dead-letter";
    static final String REPLAY = "dead-letter.replayed";

    private LiveMessages() {}

    /** What a live client gets as the data of an event. */
    private record Message(
            String type,
            @Nullable String task,
            String id,
            Instant time,
            @Nullable String correlationId,
            JsonNode data) {}

    static LiveEvent of(Event<?> event) {
        String name = event.type().shortName();
        Message message =
                new Message(name, event.data().task(), event.id(), event.time(), event.correlationId(), data(event));
        return new LiveEvent(oneLine(event.id()), name, event.data().task(), text(message));
    }

    static LiveEvent of(DeadLetter letter) {
        Message message = new Message(DEAD_LETTER, letter.key(), letter.id(), letter.time(), null, Json.tree(letter));
        return new LiveEvent(
                oneLine(letter.id()), DEAD_LETTER, letter.key() == null ? "" : letter.key(), text(message));
    }

    static LiveEvent of(ReplayNote note) {
        String id = note.letter() + "@" + note.replay().at();
        Message message = new Message(REPLAY, null, id, note.replay().at(), null, Json.tree(note));
        return new LiveEvent(oneLine(id), REPLAY, "", text(message));
    }

    private static JsonNode data(Event<?> event) {
        JsonNode tree = Json.tree(event.data());
        if (event.data() instanceof BatchLabelled batch && batch.rows() != null && tree instanceof ObjectNode object) {
            object.remove("rows");
            object.put("rowCount", batch.rows().size());
        }
        return tree;
    }

    private static String text(Message message) {
        return new String(Json.bytes(message), StandardCharsets.UTF_8);
    }

    /** An id of the stream ends at a line's end; a producer may have put one into its event's id. */
    private static String oneLine(String id) {
        return id.replaceAll("[\\r\\n\\x00]", " ");
    }
}

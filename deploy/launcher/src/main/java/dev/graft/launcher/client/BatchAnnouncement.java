package dev.graft.launcher.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.contracts.EventType;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The wish to announce a file of rows.
 *
 * @param reading how it is written
 * @param description for people; null: none
 */
public record BatchAnnouncement(
        String task,
        BatchFile file,
        FileReading reading,
        @Nullable String description) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Puts the file into the store and announces where it lies. @return the event's id */
    public String sendFile(StoreAddress store, EventSender sender) throws IOException, InterruptedException {
        ObjectNode payload = payload();
        ObjectNode source = payload.putObject("source")
                .put("uri", file.upload(task, store))
                .put("sha256", file.sha256())
                .put("format", file.format())
                .put("compression", file.compression());
        reading.writeTo(payload, source);
        return send(payload, sender);
    }

    /** Announces the rows in the event itself. @return the event's id */
    public String sendInline(EventSender sender) throws IOException, InterruptedException {
        ObjectNode payload = payload();
        payload.set("rows", InlineRows.read(file, reading));
        reading.writeRest(payload);
        return send(payload, sender);
    }

    private ObjectNode payload() {
        ObjectNode payload = JSON.createObjectNode().put("task", task);
        return description == null ? payload : payload.put("description", description);
    }

    private String send(ObjectNode payload, EventSender sender) throws IOException, InterruptedException {
        return sender.send(EventType.BATCH_LABELLED, task, JSON.writeValueAsBytes(payload));
    }
}

package dev.graft.launcher.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.contracts.EventType;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The wish to announce a file of labelled rows.
 *
 * @param textColumn the name of the text's column
 * @param labelColumn the name of the label's column
 * @param description for people; null: none
 */
public record BatchAnnouncement(
        String task,
        BatchFile file,
        String textColumn,
        String labelColumn,
        @Nullable String description) {

    public static final String TEXT = "text";
    public static final String LABEL = "label";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Puts the file into the store and announces where it lies. @return the event's id */
    public String sendFile(StoreAddress store, EventSender sender) throws IOException, InterruptedException {
        ObjectNode payload = payload();
        ObjectNode source = payload.putObject("source")
                .put("uri", file.upload(task, store))
                .put("sha256", file.sha256())
                .put("format", file.format())
                .put("compression", file.compression());
        if (!textColumn.equals(TEXT) || !labelColumn.equals(LABEL)) {
            source.putObject("columns").put(TEXT, textColumn).put(LABEL, labelColumn);
        }
        return send(payload, sender);
    }

    /** Announces the rows in the event itself. @return the event's id */
    public String sendInline(EventSender sender) throws IOException, InterruptedException {
        ObjectNode payload = payload();
        payload.set("rows", InlineRows.read(file, textColumn, labelColumn));
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

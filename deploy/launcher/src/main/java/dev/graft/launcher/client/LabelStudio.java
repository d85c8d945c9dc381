package dev.graft.launcher.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.contracts.event.LabellingWanted;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Label Studio's JSON: tasks to import, with what the model suggests as a prediction, and what people have said, to export.
 *
 * @see <a href="https://labelstud.io/guide/tasks">Label Studio, import and export formats</a>
 */
public final class LabelStudio {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CHOICES = "label";
    private static final String ROW = "row";

    private LabelStudio() {}

    /** A project's labelling interface for inputs such as this one. */
    public static String configuration(LabellingWanted item) {
        String kind = kind(item);
        String shown = switch (kind) {
            case "image" -> "<Image name=\"image\" value=\"$image\"/>";
            case ROW -> "<Table name=\"row\" value=\"$row\"/>";
            default -> item.textPair() == null ? shown("text") : shown("text") + "\n  " + shown("textPair");
        };
        String choices = item.labels().stream()
                .map(label -> "    <Choice value=\"" + escaped(label) + "\"/>\n")
                .collect(Collectors.joining());
        return "<View>\n  " + shown + "\n  <Choices name=\"" + CHOICES + "\" toName=\"" + kind
                + "\" choice=\"single\" showInline=\"true\">\n" + choices + "  </Choices>\n</View>";
    }

    private static String shown(String field) {
        return "<Text name=\"" + field + "\" value=\"$" + field + "\"/>";
    }

    /** A task to import. */
    public static ObjectNode task(LabellingWanted item) {
        ObjectNode task = JSON.createObjectNode();
        ObjectNode data = task.putObject("data");
        switch (kind(item)) {
            case "image" -> data.put("image", "data:" + mediaType(item.image()) + ";base64," + item.image());
            case ROW -> data.set(ROW, JSON.valueToTree(item.row()));
            default -> data.put("text", item.text());
        }
        if (item.textPair() != null) {
            data.put("textPair", item.textPair());
        }
        data.put("item_id", item.itemId());
        data.set("reason", JSON.valueToTree(item.reason()));
        if (item.dataSource() != null) {
            data.put("data_source", item.dataSource());
        }
        ObjectNode prediction = task.putArray("predictions").addObject();
        prediction.put("model_version", Integer.toString(item.suggestion().version()));
        prediction.put("score", item.suggestion().probability());
        ObjectNode result = prediction.putArray("result").addObject();
        result.put("from_name", CHOICES).put("to_name", kind(item)).put("type", "choices");
        result.putObject("value").putArray("choices").add(item.suggestion().label());
        return task;
    }

    /**
     * A labelled row of an exported task, as a batch's file has it; empty where nobody has said one label, people disagree, or
     * it shows a picture, which a file of rows does not hold.
     */
    public static Optional<ObjectNode> row(JsonNode exported) {
        List<String> labels = StreamSupport.stream(exported.path("annotations").spliterator(), false)
                .filter(annotation -> !annotation.path("was_cancelled").asBoolean())
                .map(LabelStudio::label)
                .distinct()
                .limit(2)
                .toList();
        if (labels.size() != 1 || labels.get(0).isEmpty()) {
            return Optional.empty();
        }
        JsonNode data = exported.path("data");
        ObjectNode row = JSON.createObjectNode();
        if (data.path("text").isTextual()) {
            row.put("text", data.path("text").textValue());
            if (data.path("textPair").isTextual()) {
                row.put("textPair", data.path("textPair").textValue());
            }
        } else if (data.path(ROW) instanceof ObjectNode values) {
            row.setAll(values);
        } else {
            return Optional.empty();
        }
        return Optional.of(row.put("label", labels.get(0)));
    }

    /** All exported tasks. */
    public static ArrayNode exported(byte[] json) throws IOException {
        if (JSON.readTree(json) instanceof ArrayNode tasks) {
            return tasks;
        }
        throw new IllegalArgumentException(
                "this is no export of Label Studio in its format JSON, which is a list of tasks");
    }

    /** Empty where there is none, or more than one. */
    private static String label(JsonNode annotation) {
        List<String> chosen = StreamSupport.stream(annotation.path("result").spliterator(), false)
                .filter(result -> result.path("from_name").asText().equals(CHOICES))
                .flatMap(result -> StreamSupport.stream(
                        result.path("value").path("choices").spliterator(), false))
                .map(JsonNode::asText)
                .toList();
        return chosen.size() == 1 ? chosen.get(0) : "";
    }

    private static String kind(LabellingWanted item) {
        return item.image() != null ? "image" : item.row() != null ? ROW : "text";
    }

    private static String mediaType(@Nullable String base64) {
        return base64 != null && base64.startsWith("iVBOR") ? "image/png" : "image/jpeg";
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}

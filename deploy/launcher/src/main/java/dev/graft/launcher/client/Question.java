package dev.graft.launcher.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the predictor is asked, and how a table shows it.
 *
 * @param body of the request
 * @param heading of the table's column
 * @param shown one a thing that is asked about, in their order
 */
public record Question(ObjectNode body, String heading, List<String> shown) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final int SHOWN_CHARS = 60;

    /** Asks about texts. */
    public static Question ofTexts(List<String> texts) {
        ObjectNode body = JSON.createObjectNode();
        texts.forEach(body.putArray("texts")::add);
        return new Question(body, "TEXT", texts);
    }

    /** Asks about pairs of texts: the first with the second, the third with the fourth, and so on. */
    public static Question ofPairs(List<String> texts) {
        if (texts.size() % 2 != 0) {
            throw new IllegalArgumentException("there are " + texts.size() + " texts, of which one has no partner");
        }
        ObjectNode body = JSON.createObjectNode();
        ArrayNode first = body.putArray("texts");
        ArrayNode second = body.putArray("textPairs");
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < texts.size(); i += 2) {
            first.add(texts.get(i));
            second.add(texts.get(i + 1));
            shown.add(texts.get(i) + " | " + texts.get(i + 1));
        }
        return new Question(body, "PAIR", shown);
    }

    /** Asks about JPEG and PNG files. */
    public static Question ofImages(List<Path> images) throws IOException {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode files = body.putArray("images");
        for (Path image : images) {
            files.add(Files.readAllBytes(image));
        }
        return new Question(body, "IMAGE", images.stream().map(Path::toString).toList());
    }

    /**
     * Asks about rows.
     *
     * @param rows JSON objects, values by the columns' names
     * @param dataSource that they come from; null: none is named
     * @throws IllegalArgumentException where a row is no JSON object
     */
    public static Question ofRows(List<String> rows, @Nullable String dataSource) {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode objects = body.putArray("rows");
        rows.forEach(row -> objects.add(object(row)));
        if (dataSource != null) {
            body.put("dataSource", dataSource);
        }
        return new Question(body, "ROW", rows.stream().map(Question::shortened).toList());
    }

    private static JsonNode object(String row) {
        try {
            JsonNode read = JSON.readTree(row);
            if (read.isObject()) {
                return read;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "the row " + shortened(row) + " is no JSON: " + e.getOriginalMessage(), e);
        }
        throw new IllegalArgumentException(
                "the row " + shortened(row) + " is no JSON object, as {\"petal length\": 1.4} is");
    }

    private static String shortened(String row) {
        String line = row.strip().replaceAll("\\s+", " ");
        return line.length() <= SHOWN_CHARS ? line : line.substring(0, SHOWN_CHARS - 1) + "…";
    }
}

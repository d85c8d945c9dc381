package dev.graft.learning.tabular;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.learning.model.HeadKind;
import java.util.ArrayList;
import java.util.List;

/**
 * The {@code config.json} of a tabular classifier.
 *
 * @param labels in the order of the logits' columns, distinct; of classes at least two, else at least one. With numbers,
 *     their names
 * @param kind what the outputs mean
 * @param features that the head reads
 * @param featuresSha256 of the fitted features beside it ({@link FittedFeatures#sha256})
 */
public record TabularClassifierConfig(List<String> labels, HeadKind kind, int features, String featuresSha256) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MODALITY = "tabular";

    public TabularClassifierConfig {
        labels = List.copyOf(labels);
        kind.check(labels);
        if (features < 1 || features > TabularColumns.MOST) {
            throw new IllegalArgumentException(
                    "a tabular classifier reads 1 to " + TabularColumns.MOST + " features, not " + features);
        }
        if (!featuresSha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("config.json: graft.features_sha256 is no SHA-256");
        }
    }

    /** Whether a {@code config.json} is that of a tabular classifier. */
    public static boolean ofTabular(JsonNode json) {
        return json.path("graft").path("modality").asText().equals(MODALITY);
    }

    /** Reads what {@link #toJson} wrote; fails with {@link IllegalArgumentException} on anything else. */
    public static TabularClassifierConfig from(JsonNode json) {
        if (!ofTabular(json)) {
            throw new IllegalArgumentException("config.json: is this a tabular classifier of Graft?");
        }
        List<String> labels = new ArrayList<>();
        json.path("label_names").forEach(label -> labels.add(label.asText()));
        JsonNode own = json.path("graft");
        return new TabularClassifierConfig(
                labels,
                HeadKind.of(own.path("problem_type").asText()),
                json.path("num_features").asInt(),
                own.path("features_sha256").asText());
    }

    /** The content of {@code config.json}; the same value gives the same bytes. */
    public String toJson() {
        ObjectNode json = JSON.createObjectNode();
        json.put("num_classes", labels.size());
        json.put("num_features", features);
        ArrayNode names = json.putArray("label_names");
        labels.forEach(names::add);
        ObjectNode own = json.putObject("graft");
        own.put("modality", MODALITY);
        own.put("features_sha256", featuresSha256);
        own.put("problem_type", kind.problemType());
        return json.toPrettyString() + "\n";
    }
}

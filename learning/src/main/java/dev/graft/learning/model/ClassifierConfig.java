package dev.graft.learning.model;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.learning.backbone.BertConfig;
import java.util.List;
import java.util.SortedMap;

/**
 * The {@code config.json} of a classifier: the encoder's sizes, the labels, and what only Graft knows.
 *
 * <p>{@code architectures} names the bare encoder, such as {@code BertModel}, because that is what other tools can open;
 * the head reads the pooled hidden states, not the further layer of {@code BertForSequenceClassification}. With the class
 * that {@code auto_map} names, they open the whole. The object {@code graft} states the pooling.
 *
 * @param encoder the encoder's sizes
 * @param labels in the order of the logits' columns, distinct; of classes at least two, else at least one. With
 *     numbers, their names
 * @param maxLength tokens an input, special ones included
 * @param kind what the outputs mean
 */
public record ClassifierConfig(BertConfig encoder, List<String> labels, int maxLength, HeadKind kind) {

    public static final String HEAD_WEIGHT = "classifier.weight";
    public static final String HEAD_BIAS = "classifier.bias";

    private static final ObjectMapper JSON = new ObjectMapper();

    public ClassifierConfig {
        labels = List.copyOf(labels);
        kind.check(labels);
        if (maxLength < 3 || maxLength > encoder.maxPositions()) {
            throw new IllegalArgumentException("the longest input must have 3 to " + encoder.maxPositions()
                    + " tokens with this backbone, not " + maxLength);
        }
    }

    /** A classifier that chooses one of its labels. */
    public ClassifierConfig(BertConfig encoder, List<String> labels, int maxLength) {
        this(encoder, labels, maxLength, HeadKind.CLASSES);
    }

    /** Reads what {@link #toJson} wrote; fails with {@link IllegalArgumentException} on anything else. */
    public static ClassifierConfig from(JsonNode json) {
        JsonNode own = json.path("graft");
        if (!own.has("pooling")) {
            throw new IllegalArgumentException("config.json: graft.pooling is missing; is this a classifier of Graft?");
        }
        return new ClassifierConfig(
                BertConfig.from(json),
                OutputsJson.labels(json),
                own.path("max_length").asInt(),
                OutputsJson.kind(json));
    }

    /** Every weight of the classifier: the encoder's and the head's, one row of the head a label. */
    public SortedMap<String, Shape> shapes() {
        SortedMap<String, Shape> shapes = encoder.shapes();
        shapes.put(HEAD_WEIGHT, new Shape(labels.size(), encoder.hiddenSize()));
        shapes.put(HEAD_BIAS, new Shape(labels.size()));
        return shapes;
    }

    /** The content of {@code config.json}; the same value gives the same bytes. */
    public String toJson() {
        ObjectNode json = JSON.createObjectNode();
        json.putArray("architectures").add(encoder.family().architecture());
        json.putObject("auto_map").put("AutoModelForSequenceClassification", TransformersCode.CLASS);
        encoder.writeTo(json);
        OutputsJson.writeLabels(labels, json);
        ObjectNode own = json.putObject("graft");
        own.put("pooling", encoder.pooling().toString());
        own.put(
                "head",
                "linear over the " + encoder.pooling() + " of the last hidden states: classifier.weight,"
                        + " classifier.bias");
        own.put("max_length", maxLength);
        OutputsJson.writeKind(kind, json);
        json.put("torch_dtype", "float32");
        return json.toPrettyString() + "\n";
    }
}

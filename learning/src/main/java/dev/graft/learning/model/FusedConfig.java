package dev.graft.learning.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The {@code config.json} of a classifier on several text encoders or image networks: which they are under
 * {@code graft.backbones}, and its outputs. No other tool opens the whole; each encoder's own folder is one that they open.
 *
 * @param backbones in the order of their parts of the features, at least two, with distinct names
 * @param labels in the order of the logits' columns, distinct
 * @param maxLength tokens an input, special ones included, for every encoder; 0 of pictures
 * @param kind what the outputs mean
 */
public record FusedConfig(List<Part> backbones, List<String> labels, int maxLength, HeadKind kind) {

    private static final String TEXTS = "graft-fusion";
    private static final String PICTURES = "graft-image-fusion";
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A backbone's part in the features.
     *
     * @param name of the backbone and of its folder: letters, digits, dots, underscores and hyphens
     * @param weight root mean square that its features are brought to, above 0
     * @param origin where a person finds the backbone
     * @param licence SPDX identifier in lower case
     */
    public record Part(String name, double weight, String origin, String licence) {

        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

        public Part {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("a fused backbone's name becomes a folder's and must be letters,"
                        + " digits, dots, underscores and hyphens, not '" + name + "'");
            }
            if (!(weight > 0) || !Double.isFinite(weight)) {
                throw new IllegalArgumentException("the weight of " + name + " must be above 0, not " + weight);
            }
        }

        /** Its folder below the model's. */
        public String folder() {
            return "backbones/" + name;
        }
    }

    public FusedConfig {
        backbones = List.copyOf(backbones);
        labels = List.copyOf(labels);
        kind.check(labels);
        List<String> names = names(backbones);
        if (names.size() < 2 || new HashSet<>(names).size() != names.size()) {
            throw new IllegalArgumentException("fusion needs two or more different backbones, not " + names);
        }
    }

    /** Whether a {@code config.json} is that of a fused classifier of texts. */
    public static boolean ofTexts(JsonNode json) {
        return json.path("model_type").asText().equals(TEXTS);
    }

    /** Whether a {@code config.json} is that of a fused classifier of pictures. */
    public static boolean ofPictures(JsonNode json) {
        return json.path("model_type").asText().equals(PICTURES);
    }

    /** The backbones' names, in their order. */
    public List<String> names() {
        return names(backbones);
    }

    /** The backbones' weights, in their order. */
    public List<Double> weights() {
        return backbones.stream().map(Part::weight).toList();
    }

    /** Fails with {@link IllegalArgumentException} where the files that came with this are of other backbones. */
    public void requireNames(List<String> names) {
        if (!names.equals(names())) {
            throw new IllegalArgumentException("config.json names the backbones " + names() + ", not " + names);
        }
    }

    /**
     * How MLflow describes the folder.
     *
     * @param input of the model as Graft answers it
     * @param tensors inputs of its {@code model.onnx}
     */
    public MlflowModel mlflow(String task, Map<String, Object> input, List<Map<String, Object>> tensors) {
        SortedMap<String, String> files = new TreeMap<>(
                Map.of("config", "config.json", "weights", "model.safetensors", "backbones", "backbones/"));
        return new MlflowModel(task, kind, labels, files, List.of(input), tensors);
    }

    private static List<String> names(List<Part> parts) {
        return parts.stream().map(Part::name).toList();
    }

    /** Reads what {@link #toJson} wrote; fails with {@link IllegalArgumentException} on anything else. */
    public static FusedConfig from(JsonNode json) {
        JsonNode own = json.path("graft");
        if (!(ofTexts(json) || ofPictures(json)) || !own.has("backbones")) {
            throw new IllegalArgumentException(
                    "config.json: graft.backbones is missing; is this a fused classifier of Graft?");
        }
        List<Part> parts = new ArrayList<>();
        for (JsonNode part : own.path("backbones")) {
            parts.add(new Part(
                    part.path("name").asText(),
                    part.path("weight").asDouble(),
                    part.path("origin").asText(),
                    part.path("licence").asText()));
        }
        return new FusedConfig(
                parts, OutputsJson.labels(json), own.path("max_length").asInt(), OutputsJson.kind(json));
    }

    /** The content of {@code config.json}; the same value gives the same bytes. */
    public String toJson() {
        ObjectNode json = JSON.createObjectNode();
        json.put("model_type", maxLength == 0 ? PICTURES : TEXTS);
        OutputsJson.writeLabels(labels, json);
        ObjectNode own = json.putObject("graft");
        ArrayNode parts = own.putArray("backbones");
        backbones.forEach(part -> parts.addObject()
                .put("name", part.name())
                .put("folder", part.folder())
                .put("weight", part.weight())
                .put("origin", part.origin())
                .put("licence", part.licence()));
        own.put(
                "head",
                "linear over the backbones' pooled features side by side, each at a root mean square of its weight:"
                        + " classifier.weight, classifier.bias");
        if (maxLength > 0) {
            own.put("max_length", maxLength);
        }
        OutputsJson.writeKind(kind, json);
        return json.toPrettyString() + "\n";
    }
}

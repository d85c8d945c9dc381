package dev.graft.learning.imagemodel;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.learning.image.Preprocessing;
import dev.graft.learning.image.Resampling;
import dev.graft.learning.image.backbone.ImageBackboneConfig;
import dev.graft.learning.image.backbone.TimmNames;
import dev.graft.learning.model.ClassifierConfig;
import dev.graft.learning.model.HeadKind;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * The {@code config.json} of an image classifier: network, pre-processing and labels under {@code graft}, and beside
 * them what timm reads, where timm has the network.
 *
 * @param backbone the network, without its source task's classifier
 * @param preprocessing of every picture
 * @param labels in the order of the logits' columns, distinct; of classes at least two, else at least one. With
 *     numbers, their names
 * @param kind what the outputs mean
 */
public record ImageClassifierConfig(
        ImageBackboneConfig backbone, Preprocessing preprocessing, List<String> labels, HeadKind kind) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public ImageClassifierConfig {
        backbone = backbone.headless();
        labels = List.copyOf(labels);
        kind.check(labels);
    }

    /** Reads what {@link #toJson} wrote; fails with {@link IllegalArgumentException} on anything else. */
    public static ImageClassifierConfig from(JsonNode json) {
        JsonNode own = json.path("graft");
        try {
            List<String> labels = new ArrayList<>();
            json.path("label_names").forEach(label -> labels.add(label.asText()));
            return new ImageClassifierConfig(
                    JSON.treeToValue(required(own, "backbone"), ImageBackboneConfig.class),
                    JSON.treeToValue(required(own, "preprocessing"), Preprocessing.class),
                    labels,
                    HeadKind.of(own.path("problem_type").asText()));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("config.json: " + e.getOriginalMessage(), e);
        }
    }

    private static JsonNode required(JsonNode own, String field) {
        if (!own.has(field)) {
            throw new IllegalArgumentException(
                    "config.json: graft." + field + " is missing; is this an image classifier of Graft?");
        }
        return own.path(field);
    }

    /** Every weight of the classifier: the network's and the head's, one row of the head a label. */
    public SortedMap<String, Shape> shapes() {
        SortedMap<String, Shape> shapes = backbone.shapes();
        shapes.put(ClassifierConfig.HEAD_WEIGHT, new Shape(labels.size(), backbone.featureSize()));
        shapes.put(ClassifierConfig.HEAD_BIAS, new Shape(labels.size()));
        return shapes;
    }

    /** The content of {@code config.json}; the same value gives the same bytes. */
    public String toJson() {
        ObjectNode json = JSON.createObjectNode();
        TimmNames.of(backbone).ifPresent(names -> json.put("architecture", names.architecture()));
        json.put("num_classes", labels.size());
        json.put("num_features", backbone.featureSize());
        ArrayNode names = json.putArray("label_names");
        labels.forEach(names::add);
        TimmNames.of(backbone).ifPresent(timm -> settings(json.putObject("pretrained_cfg"), timm));
        ObjectNode own = json.putObject("graft");
        own.set("backbone", JSON.valueToTree(backbone));
        own.set("preprocessing", JSON.valueToTree(preprocessing));
        own.put("problem_type", kind.problemType());
        return json.toPrettyString() + "\n";
    }

    private void settings(ObjectNode settings, TimmNames timm) {
        settings.put("architecture", timm.architecture());
        settings.put("num_classes", labels.size());
        settings.putArray("input_size").add(3).add(preprocessing.crop()).add(preprocessing.crop());
        settings.put("interpolation", preprocessing.resampling() == Resampling.BICUBIC ? "bicubic" : "bilinear");
        settings.put("crop_pct", (double) preprocessing.crop() / preprocessing.resize());
        settings.put("crop_mode", "center");
        settings.set("mean", JSON.valueToTree(preprocessing.mean()));
        settings.set("std", JSON.valueToTree(preprocessing.std()));
        settings.put("classifier", timm.head());
    }
}

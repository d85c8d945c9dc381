package dev.graft.learning.tabular;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Fitted features as JSON: the format's name and version, the columns, and each step with its figures and its effect. */
final class FeaturesJson {

    static final String FORMAT = "graft-tabular-features@1";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private FeaturesJson() {}

    static byte[] write(FittedFeatures features) {
        ObjectNode json = JSON.createObjectNode();
        json.put("format", FORMAT);
        json.put("fittedOn", features.fittedOn());
        json.set("columns", JSON.valueToTree(features.columns().all()));
        ArrayNode steps = json.putArray("steps");
        for (FittedStep each : features.steps()) {
            ObjectNode step = steps.addObject();
            step.put("step", each.step().toString());
            step.set("effect", JSON.valueToTree(each.effect()));
            each.change().write(step.putObject("fitted"));
        }
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON can always be written", e);
        }
    }

    static FittedFeatures read(byte[] bytes) {
        try {
            JsonNode json = JSON.readTree(bytes);
            String format = json.path("format").asText();
            if (!format.equals(FORMAT)) {
                throw new IllegalArgumentException("the format is '" + format + "', this Graft reads " + FORMAT);
            }
            TabularColumn[] columns = JSON.treeToValue(json.path("columns"), TabularColumn[].class);
            if (columns == null
                    || Arrays.asList(columns).contains(null)
                    || !json.path("fittedOn").isInt()
                    || !json.path("steps").isArray()) {
                throw new IllegalArgumentException("columns, fittedOn or steps are missing");
            }
            List<FittedStep> steps = new ArrayList<>();
            for (JsonNode step : json.path("steps")) {
                steps.add(step(step));
            }
            FittedFeatures read = new FittedFeatures(
                    new TabularColumns(Arrays.asList(columns)),
                    json.path("fittedOn").intValue(),
                    steps);
            read.recipe();
            return read;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not the JSON of fitted features: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can always be read", e);
        }
    }

    private static FittedStep step(JsonNode json) throws JsonProcessingException {
        FeatureStep step = FeatureStep.of(json.path("step").asText());
        StepEffect effect = JSON.treeToValue(json.path("effect"), StepEffect.class);
        if (effect == null || !effect.step().equals(step.toString())) {
            throw new IllegalArgumentException(step + " has no effect of its own beside it");
        }
        try {
            return new FittedStep(step, step.kind().read(json.path("fitted")), effect);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(step + ": " + e.getMessage(), e);
        }
    }
}

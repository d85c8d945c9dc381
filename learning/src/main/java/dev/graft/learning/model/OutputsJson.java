package dev.graft.learning.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A head's outputs in a Hugging Face {@code config.json}: {@code id2label}, {@code label2id}, {@code problem_type}. */
final class OutputsJson {

    private static final String NAMES = "id2label";
    private static final String KIND = "problem_type";

    private OutputsJson() {}

    static List<String> labels(JsonNode json) {
        List<String> labels = new ArrayList<>();
        JsonNode names = json.path(NAMES);
        for (int i = 0; i < names.size(); i++) {
            if (!names.has(Integer.toString(i))) {
                throw new IllegalArgumentException("config.json: " + NAMES + " has no label " + i);
            }
            labels.add(names.get(Integer.toString(i)).asText());
        }
        return labels;
    }

    static HeadKind kind(JsonNode json) {
        return HeadKind.of(json.path(KIND).asText(HeadKind.CLASSES.problemType()));
    }

    static void writeLabels(List<String> labels, ObjectNode json) {
        ObjectNode names = json.putObject(NAMES);
        ObjectNode ids = json.putObject("label2id");
        for (int i = 0; i < labels.size(); i++) {
            names.put(Integer.toString(i), labels.get(i));
            ids.put(labels.get(i), i);
        }
    }

    /** Classes, what is usual, are left out. */
    static void writeKind(HeadKind kind, ObjectNode json) {
        if (kind != HeadKind.CLASSES) {
            json.put(KIND, kind.problemType());
        }
    }
}

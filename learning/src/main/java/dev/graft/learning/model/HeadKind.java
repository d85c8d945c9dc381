package dev.graft.learning.model;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/** What the outputs of a head mean. */
public enum HeadKind {
    /** One of several classes: a softmax over the outputs. */
    CLASSES("single_label_classification"),
    /** Any number of labels at once: each output is a sigmoid of its own. */
    LABELS("multi_label_classification"),
    /** Numbers: each output is one, in its own unit. */
    NUMBERS("regression");

    private final String problemType;

    HeadKind(String problemType) {
        this.problemType = problemType;
    }

    /** The value of {@code problem_type} in a Hugging Face {@code config.json}. */
    public String problemType() {
        return problemType;
    }

    /** The kind of that {@code problem_type}; {@link IllegalArgumentException} on an unknown one. */
    public static HeadKind of(String problemType) {
        return Arrays.stream(values())
                .filter(kind -> kind.problemType.equals(problemType))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("config.json: problem_type is '" + problemType
                        + "'; it must be one of "
                        + Arrays.stream(values()).map(HeadKind::problemType).toList()));
    }

    /**
     * Checks the names of a head's outputs.
     *
     * @throws IllegalArgumentException where they are not distinct, or too few: of classes two, else one
     */
    public void check(List<String> labels) {
        int least = this == CLASSES ? 2 : 1;
        if (labels.size() < least || new HashSet<>(labels).size() != labels.size()) {
            throw new IllegalArgumentException("a head of the kind " + problemType + " needs " + least
                    + " or more distinct labels, not " + labels);
        }
    }
}

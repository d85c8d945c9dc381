package dev.graft.learning.gate;

import java.util.List;

/**
 * One model's answers to the test rows.
 *
 * @param labels the labels the model knows, in the order of its outputs
 * @param probabilities {@code (rows, labels)}; not copied, so it must not change afterwards
 */
@SuppressWarnings("ArrayRecordComponent") // Carries a large table to one computation; never compared.
public record ScoredRows(List<String> labels, float[][] probabilities) {

    /** Freezes the labels. */
    public ScoredRows {
        labels = List.copyOf(labels);
    }
}

package dev.graft.predictor.serving;

import dev.graft.predictor.serving.AnswerRequest.Table;

/**
 * The most probable label of an input.
 *
 * @param probability 0 to 1
 */
public record Best(String label, double probability) {
    /** Of one row of a table. */
    public static Best of(Table table, int row) {
        float[] probabilities = table.probabilities()[row];
        int best = 0;
        for (int label = 1; label < probabilities.length; label++) {
            best = probabilities[label] > probabilities[best] ? label : best;
        }
        return new Best(table.labels().get(best), probabilities[best]);
    }
}

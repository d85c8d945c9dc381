package dev.graft.learning.strategy;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * The contrastive training of a backbone's features that comes before a few-shot head.
 *
 * @param passes over the training rows, 1 to 10,000
 * @param batchSize rows a step, 4 to 4,096; all pairs of a batch count, so larger ones teach more
 * @param learningRate peak rate of the backbone's weights
 * @param objective what a pair of rows should have
 * @param temperature τ of {@link Objective#CONTRASTIVE}, 0.001 to 10: the smaller, the more the closest rows count
 */
@JsonPropertyOrder({"passes", "batchSize", "learningRate", "objective", "temperature"})
public record Contrast(int passes, int batchSize, double learningRate, Objective objective, double temperature) {

    /** What a pair of rows should have. */
    public enum Objective {
        /** Rows of one label closer than all others in the batch, as a softmax sees it. */
        CONTRASTIVE,
        /** A cosine of 1 within a label and 0 across labels. */
        COSINE
    }

    public Contrast {
        Ranges.check("contrast.passes", passes, 1, 10_000);
        Ranges.check("contrast.batchSize", batchSize, 4, 4_096);
        Ranges.check("contrast.learningRate", learningRate, Double.MIN_NORMAL, 1);
        Ranges.check("contrast.temperature", temperature, 1e-3, 10);
    }
}

package dev.graft.learning.strategy;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What is added to the loss for every matrix W that learns: λ₁·Σ|W| + λ₂/2·Σ W². Unlike decoupled weight decay it goes
 * through the optimiser's moments and the clipping. Biases and layer norms are free of it.
 *
 * @param l1 λ₁, at least 0
 * @param l2 λ₂, at least 0
 */
@JsonPropertyOrder({"l1", "l2"})
public record Penalty(double l1, double l2) {

    /** Nothing is added. */
    public static final Penalty NONE = new Penalty(0, 0);

    public Penalty {
        Ranges.check("penalty.l1", l1, 0, 1e6);
        Ranges.check("penalty.l2", l2, 0, 1e6);
    }
}

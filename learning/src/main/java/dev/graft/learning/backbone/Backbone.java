package dev.graft.learning.backbone;

import ai.djl.ndarray.NDArray;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A pre-trained network over named weights, cut into stages from its input to its output: a text encoder's embeddings
 * are stage 0 and its layer i is stage i + 1; an image network has a stem, then its blocks.
 *
 * <p>Whatever freezes, caches or slows down learning speaks of stages: freezing keeps the first k stages as they are,
 * and the output of those is what a cache holds. An activation is what one stage hands to the next: float32, first axis
 * the batch's rows; of sequences (B, S, …), second axis the places, of which each row fills as many as it is long.
 *
 * <p>Rules for an implementation. Results belong to the manager of the batch's arrays, what lies between is freed at
 * once. Weights are looked up in their {@link dev.graft.learning.tensor.Parameters} in each call, never kept, because
 * training replaces them. Scalars that meet a weight or an activation are arrays that live as long as the weights: a
 * temporary one is freed before the backward pass reads it. A row's result does not depend on the other rows of its
 * batch, so batch normalisation uses its stored statistics, in training too; they are no weights and never learn. Safe
 * for many threads as long as no weight is replaced.
 *
 * @param <B> a batch of inputs on the device, such as {@link TokenBatch}
 */
public interface Backbone<B> {

    /** Number of stages, at least 1. */
    int stages();

    /** The weights of a stage that can learn, by name; no weight is in two stages. {@code stage} is from 0. */
    SortedSet<String> weightNames(int stage);

    /** The width E of pooled features. */
    int featureSize();

    /**
     * The output of stage 0.
     *
     * @param dropout 0 for inference and where the stage is frozen
     */
    NDArray enter(B batch, float dropout);

    /**
     * Runs the stages {@code from} (inclusive, at least 1) to {@code to} (exclusive).
     *
     * @param activation of the same batch, behind stage {@code from - 1}
     * @param dropout 0 for inference and where the stages are frozen
     * @return the activation behind stage {@code to - 1}; {@code activation} itself where the range is empty
     */
    NDArray run(B batch, NDArray activation, int from, int to, float dropout);

    /** The pooled features (B, E) of the last stage's activation. */
    NDArray pool(B batch, NDArray activation);

    /** The pooled features (B, E) of a batch through all stages, for inference. */
    default NDArray features(B batch) {
        return pool(batch, run(batch, enter(batch, 0), 1, stages(), 0));
    }

    /** The weights of the stages {@code from} (inclusive) to {@code to} (exclusive), by name. */
    default SortedSet<String> weightNames(int from, int to) {
        SortedSet<String> names = new TreeSet<>();
        for (int stage = from; stage < to; stage++) {
            names.addAll(weightNames(stage));
        }
        return names;
    }
}

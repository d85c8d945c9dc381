package dev.graft.dataprep.check;

import java.util.List;

/**
 * Pre-trained backbones as functions from inputs to vectors, with nothing trained.
 *
 * @param <I> what they read
 */
public interface FrozenFeatures<I> {
    /**
     * The backbone that stands for the one that a task names: the same where it is at hand.
     *
     * @throws FeaturesFailed when none can be had
     */
    Source<I> of(String backbone);

    /** One backbone. */
    interface Source<I> {
        String backbone();

        /** Layers of its encoder; of a network for pictures, its stages above the first. */
        int layers();

        /**
         * One vector an input, in their order, all of one width.
         *
         * @throws FeaturesFailed when they cannot be computed, as where memory runs out
         */
        float[][] of(List<I> inputs);
    }
}

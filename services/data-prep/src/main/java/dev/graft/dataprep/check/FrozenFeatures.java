package dev.graft.dataprep.check;

import java.util.List;

/** Pre-trained backbones as functions from texts to vectors, with nothing trained. */
public interface FrozenFeatures {
    /** The backbone that stands for the one that a task names: the same where it is at hand. */
    Source of(String backbone);

    /** One backbone. */
    interface Source {
        String backbone();

        /** Layers of its encoder. */
        int layers();

        /**
         * One vector a text, in their order, all of one width.
         *
         * @throws FeaturesFailed when they cannot be computed, as where memory runs out
         */
        float[][] of(List<String> texts);
    }
}

package dev.graft.trainer.check;

import dev.graft.learning.text.TextInput;
import java.util.List;

/** Backbones as functions from texts to features, with nothing trained. */
public interface FrozenFeatures {
    /**
     * Loads a backbone for as long as the caller keeps it open.
     *
     * @param tokens of a text that are read; the rest is cut
     */
    Open open(String backbone, int tokens);

    /** A loaded backbone. */
    interface Open extends AutoCloseable {
        /**
         * The pooled features {@code (texts, width)}.
         *
         * @throws FeaturesFailed when they cannot be computed, as where memory runs out
         */
        float[][] of(List<TextInput> texts);

        @Override
        void close();
    }
}

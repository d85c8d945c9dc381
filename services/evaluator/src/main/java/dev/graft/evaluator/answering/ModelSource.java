package dev.graft.evaluator.answering;

import dev.graft.contracts.event.ModelFolder;

/** Where models are loaded from. */
public interface ModelSource {
    /**
     * Loads a model, each file checked against its checksum; the caller closes it.
     *
     * @throws UnusableInput when the files are missing, not what they promise, or no model
     * @throws dev.graft.platform.store.StoreException.Unavailable when another try may succeed
     */
    Classifier load(ModelFolder model) throws UnusableInput;

    /** Whether models may compute in less than they were trained in; see {@link Classifier#unrounded}. */
    default boolean rounds() {
        return false;
    }
}

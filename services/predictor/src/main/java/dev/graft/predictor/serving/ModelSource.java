package dev.graft.predictor.serving;

import dev.graft.contracts.document.ModelVersion;
import java.util.List;
import java.util.Optional;

/** Where champions come from. */
public interface ModelSource {
    /** Every task that has a model. */
    List<String> tasks();

    /**
     * What is live now, by the registry's own objects; empty when nothing is.
     *
     * @throws ModelUnusable when these objects cannot be understood, or name a version that is not there
     */
    Optional<ModelVersion> champion(String task) throws ModelUnusable;

    /**
     * What answers beside the champion and to nobody: the version at the alias {@code shadow}; empty when none is there.
     *
     * @throws ModelUnusable as {@link #champion}
     */
    Optional<ModelVersion> shadow(String task) throws ModelUnusable;

    /** @throws ModelUnusable when the files cannot be fetched, are not what was promised, or do not load */
    Classifier load(ModelVersion version) throws ModelUnusable;
}

package dev.graft.predictor.serving;

import dev.graft.contracts.document.ModelVersion;
import java.util.List;
import java.util.Optional;

/** Where champions come from. */
public interface ModelSource {
    /** Every task that has a model. */
    List<String> tasks();

    /** What is live now, by the registry's own objects; empty when nothing is. */
    Optional<ModelVersion> champion(String task);

    /** @throws ModelUnusable when the files cannot be fetched, are not what was promised, or do not load */
    Classifier load(ModelVersion version) throws ModelUnusable;
}

package dev.graft.evaluator.answering;

import dev.graft.contracts.document.ModelVersion;
import java.util.Optional;

/** What the registry says is live. */
@FunctionalInterface
public interface LiveModels {
    /** The task's champion now; empty when nothing is live yet. */
    Optional<ModelVersion> champion(String task);

    /**
     * Looks whether the registry stands behind a champion's files, before they are loaded. A registry without
     * signatures stands behind all that it names.
     *
     * @throws UnusableInput when it does not, saying why
     */
    default void requireTrusted(ModelVersion champion) throws UnusableInput {}
}

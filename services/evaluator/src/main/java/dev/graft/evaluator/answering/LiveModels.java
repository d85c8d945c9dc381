package dev.graft.evaluator.answering;

import dev.graft.contracts.document.ModelVersion;
import java.util.Optional;

/** What the registry says is live. */
@FunctionalInterface
public interface LiveModels {
    /** The task's champion now; empty when nothing is live yet. */
    Optional<ModelVersion> champion(String task);
}

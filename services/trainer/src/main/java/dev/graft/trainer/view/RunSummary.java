package dev.graft.trainer.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run in a list.
 *
 * @param createdAt when its plan was made, or, where it never had one, when it ended
 * @param championVersion the version it starts from; null: the bare backbone
 * @param validationMacroF1 of its model; null: it has none
 */
public record RunSummary(
        String runId,
        String task,
        String snapshotId,
        RunView.State state,
        Instant createdAt,
        @Nullable Integer championVersion,
        @Nullable Double validationMacroF1) {}

package dev.graft.trainer.plan;

import dev.graft.contracts.document.SnapshotManifest;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.learning.strategy.TransferStrategy;
import org.jspecify.annotations.Nullable;

/**
 * A run as a snapshot asks for it; a function of the snapshot, the task and this code alone.
 *
 * @param runId hash of snapshot, task version, strategy, seed and code version
 * @param reference to the snapshot's manifest
 * @param strategy null: the task's strategy cannot be used
 * @param refusal why it cannot be used and what to do about it; null where it can
 * @param seed of every random choice
 */
public record RunRequest(
        String runId,
        SnapshotManifest snapshot,
        ObjectRef reference,
        @Nullable TransferStrategy strategy,
        @Nullable String refusal,
        long seed,
        String codeVersion) {

    public String task() {
        return snapshot.task().name();
    }
}

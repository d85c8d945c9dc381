package dev.graft.trainer.plan;

import dev.graft.contracts.document.SnapshotManifest;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.learning.strategy.Advice;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A run as a snapshot asks for it; a function of the snapshot, the task and this code alone.
 *
 * @param runId hash of snapshot, task version, strategy, seed and code version
 * @param reference to the snapshot's manifest
 * @param strategies with their reasons, by the backbone with which a run would follow each: one where the task names its backbone, several
 *     where it leaves the choice to the trainer, none where the task's strategy cannot be used
 * @param refusal why it cannot be used and what to do about it; null where it can
 * @param seed of every random choice
 */
public record RunRequest(
        String runId,
        SnapshotManifest snapshot,
        ObjectRef reference,
        SortedMap<String, Advice> strategies,
        @Nullable String refusal,
        long seed,
        String codeVersion) {

    public RunRequest {
        strategies = Collections.unmodifiableSortedMap(new TreeMap<>(strategies));
    }

    /** The backbones of each run that may be, in the order of their features. */
    Set<List<String>> backbones() {
        return strategies.entrySet().stream()
                .map(each -> each.getValue().strategy().backbonesBeside(each.getKey()))
                .collect(Collectors.toUnmodifiableSet());
    }

    public String task() {
        return snapshot.task().name();
    }
}

package dev.graft.contracts.event;

import dev.graft.contracts.EventData;
import org.jspecify.annotations.Nullable;

/**
 * A training run began, or went on after its trainer died.
 *
 * @param runId hash of snapshot, task version, strategy, seed and code version
 * @param strategy the resolved strategy with all hyper-parameters, as one line
 * @param championVersion the version it starts from; null: the bare backbone
 * @param device such as {@code cpu} or {@code gpu:0}
 * @param attempt 1, 2, …: how many trainers have held the run
 * @param resumedAfterEpoch the last epoch of the checkpoint it goes on from; 0: from the start
 */
public record RunStarted(
        String task,
        int taskVersion,
        String runId,
        String snapshotId,
        ObjectRef snapshot,
        String strategy,
        @Nullable Integer championVersion,
        String device,
        long attempt,
        int resumedAfterEpoch,
        int plannedEpochs,
        SplitCounts rows)
        implements EventData {}

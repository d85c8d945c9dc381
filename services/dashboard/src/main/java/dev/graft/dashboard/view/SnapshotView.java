package dev.graft.dashboard.view;

import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.SplitCounts;
import java.time.Instant;
import java.util.List;

/**
 * A snapshot of a task's data set.
 *
 * @param newBatches batches that it is the first to hold
 */
public record SnapshotView(
        String id,
        String task,
        int taskVersion,
        List<String> newBatches,
        long newRows,
        SplitCounts rows,
        ObjectRef snapshot,
        Instant time) {}

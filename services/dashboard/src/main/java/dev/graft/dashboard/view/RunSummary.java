package dev.graft.dashboard.view;

import dev.graft.contracts.event.SplitCounts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A training run and what became of it.
 *
 * @param strategy resolved, with all hyper-parameters, as one line
 * @param attempt how many trainers have held it
 * @param startedFromVersion null: from the bare backbone
 * @param stopRequested by whom and why somebody wants it to stop
 * @param reason a word for why it was abandoned
 * @param explanation the same in a sentence, or the verdict's summary
 * @param version the model version that came of it
 * @param supersededBy what took its place; null: it is not superseded
 */
public record RunSummary(
        String id,
        String task,
        RunState state,
        @Nullable String snapshotId,
        @Nullable String strategy,
        @Nullable String device,
        @Nullable Long attempt,
        @Nullable Integer startedFromVersion,
        @Nullable SplitCounts rows,
        Training training,
        @Nullable Boolean stoppedEarly,
        @Nullable Double validationAccuracy,
        @Nullable Double validationMacroF1,
        @Nullable Double computeSeconds,
        @Nullable String stopRequested,
        @Nullable String reason,
        @Nullable String explanation,
        @Nullable Integer version,
        @Nullable Successor supersededBy,
        Instant since,
        Instant updated) {}

package dev.graft.dashboard.view;

import dev.graft.contracts.event.Scores;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is live for a task.
 *
 * @param kind {@code promoted} or {@code rolled-back}: how it became so
 * @param summary the gate's sentence, or who moved it and why
 * @param scores on the test rows when it was a challenger; null: not remembered
 * @param verdict the gate's sentence on it when it was a challenger; null: not remembered
 */
public record Champion(
        String task,
        int version,
        @Nullable Integer previousVersion,
        Instant since,
        ModelMove.Kind kind,
        String summary,
        @Nullable Scores scores,
        @Nullable String verdict,
        @Nullable String runId) {}

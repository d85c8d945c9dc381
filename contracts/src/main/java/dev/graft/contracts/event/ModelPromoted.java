package dev.graft.contracts.event;

import dev.graft.contracts.EventData;
import org.jspecify.annotations.Nullable;

/**
 * A version is live.
 *
 * @param version the new champion
 * @param previousVersion the champion until now; null: there was none
 * @param sequence the move's place in the model's history
 * @param summary the verdict in one sentence, or who promoted it and why
 */
public record ModelPromoted(
        String task,
        int version,
        @Nullable Integer previousVersion,
        long sequence,
        String summary,
        String runId,
        String snapshotId,
        ModelFolder model)
        implements EventData {}

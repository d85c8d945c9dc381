package dev.graft.contracts.event;

import dev.graft.contracts.EventData;

/**
 * An earlier version is live again.
 *
 * @param version the version that is live now
 * @param previousVersion the version that was
 * @param sequence the move's place in the model's history
 */
public record ModelRolledBack(
        String task,
        int version,
        int previousVersion,
        long sequence,
        String explanation,
        String requestedBy,
        ModelFolder model)
        implements EventData {}

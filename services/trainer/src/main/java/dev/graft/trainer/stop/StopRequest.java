package dev.graft.trainer.stop;

import dev.graft.contracts.event.RunStopRequested;
import java.time.Instant;

/**
 * The request to stop a run as it lies in the object store.
 *
 * @param explanation for people
 * @param requestedBy the service or the person
 */
public record StopRequest(
        RunStopRequested.Reason reason, String explanation, String requestedBy, Instant requestedAt) {}

package dev.graft.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.graft.contracts.EventData;

/**
 * A wish that a run ends without a model; a run that has already ended stays as it is.
 *
 * @param explanation for people
 * @param requestedBy the service or the person
 */
public record RunStopRequested(String task, String runId, Reason reason, String explanation, String requestedBy)
        implements EventData {

    /** Why a run is to stop. */
    public enum Reason {
        /** Somebody wants it to stop. */
        @JsonProperty("cancelled")
        CANCELLED,
        /** Its validation curve cannot reach the champion any more. */
        @JsonProperty("hopeless")
        HOPELESS
    }
}

package dev.graft.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.graft.contracts.EventData;

/**
 * A run ended without a challenger.
 *
 * @param explanation what happened and, where there is one, the remedy
 * @param epochs how many epochs had run
 */
public record RunAbandoned(String task, String runId, String snapshotId, Reason reason, String explanation, int epochs)
        implements EventData {

    /** Why there is no challenger. */
    public enum Reason {
        @JsonProperty("cancelled")
        CANCELLED,
        @JsonProperty("hopeless")
        HOPELESS,
        @JsonProperty("failed")
        FAILED
    }
}

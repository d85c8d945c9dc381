package dev.graft.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.graft.contracts.EventData;
import org.jspecify.annotations.Nullable;

/**
 * A run ended without a challenger.
 *
 * @param explanation what happened and, where there is one, the remedy
 * @param epochs how many epochs had run
 * @param supersededBy what took the place of a superseded run; null with every other reason
 */
public record RunAbandoned(
        String task,
        String runId,
        String snapshotId,
        Reason reason,
        String explanation,
        int epochs,
        @Nullable SupersededBy supersededBy)
        implements EventData {

    /** Why there is no challenger. */
    public enum Reason {
        @JsonProperty("cancelled")
        CANCELLED,
        @JsonProperty("hopeless")
        HOPELESS,
        @JsonProperty("failed")
        FAILED,
        /** A newer snapshot of the task was prepared before the run had begun. */
        @JsonProperty("superseded")
        SUPERSEDED
    }

    /**
     * The snapshot whose run takes the place of another one's.
     *
     * @param snapshotId the next of the same task, which holds all rows of the one before
     * @param eventId of the {@code dataset.prepared} that announces it
     */
    public record SupersededBy(String snapshotId, String eventId) {}
}

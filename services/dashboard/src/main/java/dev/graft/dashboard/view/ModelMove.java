package dev.graft.dashboard.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision on a version of a model.
 *
 * @param version what became live, or was refused
 * @param previousVersion what was live until then; on a refusal: what stays live
 * @param sequence its place in the registry's history; null on a refusal, which moves nothing
 * @param summary the gate's verdict, or who moved it and why
 * @param failedRules a sentence for each rule of the gate that was not passed
 */
public record ModelMove(
        String eventId,
        Kind kind,
        int version,
        @Nullable Integer previousVersion,
        @Nullable Long sequence,
        Instant time,
        String summary,
        List<String> failedRules,
        @Nullable String requestedBy,
        @Nullable String runId,
        @Nullable String snapshotId) {

    /** What was decided. */
    public enum Kind {
        @JsonProperty("promoted")
        PROMOTED,
        @JsonProperty("rejected")
        REJECTED,
        @JsonProperty("rolled-back")
        ROLLED_BACK
    }
}

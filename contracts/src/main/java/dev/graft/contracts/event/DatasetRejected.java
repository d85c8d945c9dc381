package dev.graft.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.graft.contracts.EventData;
import org.jspecify.annotations.Nullable;

/**
 * A batch is refused as a whole; nothing of it is in the data set.
 *
 * @param batchId null when the batch could not be identified
 * @param explanation what is wrong and how to mend it, for a person
 * @param rows null when the rows could not be read
 * @param report the quality report; null when the rows could not be read
 */
public record DatasetRejected(
        String task,
        @Nullable String batchId,
        Reason reason,
        String explanation,
        @Nullable RowCounts rows,
        @Nullable ObjectRef report)
        implements EventData {

    /** Why a batch as a whole is not fit to learn from. */
    public enum Reason {
        @JsonProperty("unknown-task")
        UNKNOWN_TASK,
        @JsonProperty("unknown-data-source")
        UNKNOWN_DATA_SOURCE,
        @JsonProperty("object-missing")
        OBJECT_MISSING,
        @JsonProperty("checksum-mismatch")
        CHECKSUM_MISMATCH,
        @JsonProperty("unreadable")
        UNREADABLE,
        @JsonProperty("too-large")
        TOO_LARGE,
        @JsonProperty("too-many-bad-rows")
        TOO_MANY_BAD_ROWS,
        @JsonProperty("labels-shuffled")
        LABELS_SHUFFLED,
        @JsonProperty("no-new-rows")
        NO_NEW_ROWS
    }
}

package dev.graft.contracts.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.graft.contracts.EventData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version was not promoted; the champion stays.
 *
 * @param version the challenger
 * @param championVersion what stays live; null: nothing is
 * @param failedRules the rules of the gate that it did not pass
 * @param inconclusive true: it is not shown to be worse, the test rows are too few to tell; null: it was refused
 * @param moreLabelledRows how many further labelled rows would probably settle it; null: it was refused, or nobody can say
 */
public record ModelRejected(
        String task,
        int version,
        @Nullable Integer championVersion,
        String summary,
        List<RuleOutcome> failedRules,
        String runId,
        String snapshotId,
        @Nullable Boolean inconclusive,
        @Nullable Long moreLabelledRows)
        implements EventData {

    @JsonCreator
    public ModelRejected {}

    /** A version that was refused. */
    public ModelRejected(
            String task,
            int version,
            @Nullable Integer championVersion,
            String summary,
            List<RuleOutcome> failedRules,
            String runId,
            String snapshotId) {
        this(task, version, championVersion, summary, failedRules, runId, snapshotId, null, null);
    }

    /** Whether the test rows were too few to tell. */
    public boolean leftOpen() {
        return Boolean.TRUE.equals(inconclusive);
    }
}

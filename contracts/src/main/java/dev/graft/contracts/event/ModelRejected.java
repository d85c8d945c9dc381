package dev.graft.contracts.event;

import dev.graft.contracts.EventData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version was refused; the champion stays.
 *
 * @param version the refused challenger
 * @param championVersion what stays live; null: nothing is
 * @param failedRules the rules of the gate that it did not pass
 */
public record ModelRejected(
        String task,
        int version,
        @Nullable Integer championVersion,
        String summary,
        List<RuleOutcome> failedRules,
        String runId,
        String snapshotId)
        implements EventData {}

package dev.graft.dashboard.view;

import dev.graft.contracts.event.BatchAccepted.Findings;
import dev.graft.contracts.event.RowCounts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch and what became of it.
 *
 * @param id the batch id; before data-prep has answered, the id of the announcement
 * @param announcements how often it was announced; 0: no announcement is remembered
 * @param description the producer's words
 * @param reason a word for why it was rejected or its run abandoned
 * @param explanation the same in a sentence, or the verdict's summary
 * @param failedRules a sentence for each rule of the gate that its challenger did not pass
 * @param version the model version that came of it
 * @param supersededBy what took the place of its run; null: it is not superseded
 * @param announcedRows rows that the announcement carried; null: they lie in the object store
 * @param parts how far it is in parts; null: it is taken in as one
 * @param rows what became of its rows; null: not known yet, or not readable
 * @param findings what the checks of its labels and its drift found; null: it was not accepted, or not checked
 */
public record BatchSummary(
        String id,
        String task,
        BatchState state,
        long announcements,
        @Nullable String description,
        @Nullable String reason,
        @Nullable String explanation,
        List<String> failedRules,
        @Nullable Integer version,
        @Nullable Training training,
        @Nullable String snapshotId,
        @Nullable String runId,
        @Nullable Successor supersededBy,
        @Nullable Integer announcedRows,
        @Nullable PartsProgress parts,
        @Nullable RowCounts rows,
        @Nullable Findings findings,
        Instant since,
        Instant updated) {}

package dev.graft.dataprep.journal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.RowCounts;
import dev.graft.contracts.event.SplitCounts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One step in the life of a task's data set. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = JournalEntry.BatchTaken.class, name = "batch"),
    @JsonSubTypes.Type(value = JournalEntry.SnapshotTaken.class, name = "snapshot")
})
public sealed interface JournalEntry {
    /** Its place in the journal, from 1 without gaps. */
    long sequence();

    /** When it was claimed. */
    Instant time();

    /**
     * A batch became part of the data set.
     *
     * @param taskVersion the declaration that was in force
     * @param shard its new rows
     * @param report its quality report
     * @param quarantine the rows that broke a rule; null: none did
     * @param labels its new rows by label and split
     * @param dataSource where its rows come from; null: they came in the task's own columns
     * @param driftChance the chance of a difference from the data set like its own, 0 to 1; null: it was not compared
     * @param unlabelled its new rows by split, which have no labels; null: they have
     */
    record BatchTaken(
            long sequence,
            Instant time,
            String batchId,
            int taskVersion,
            RowCounts rows,
            ObjectRef shard,
            ObjectRef report,
            @Nullable ObjectRef quarantine,
            Map<String, SplitCounts> labels,
            @Nullable String dataSource,
            @Nullable Double driftChance,
            @Nullable SplitCounts unlabelled)
            implements JournalEntry {
        public BatchTaken {
            labels = Map.copyOf(labels);
        }
    }

    /**
     * A snapshot of all batches before it was made.
     *
     * @param taskVersion the declaration that it was made for
     * @param newBatches the batches that it is the first to hold, oldest first
     */
    record SnapshotTaken(
            long sequence,
            Instant time,
            String snapshotId,
            int taskVersion,
            ObjectRef manifest,
            List<String> newBatches)
            implements JournalEntry {
        public SnapshotTaken {
            newBatches = List.copyOf(newBatches);
        }
    }
}

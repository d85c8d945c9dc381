package dev.graft.dataprep.journal;

import dev.graft.contracts.document.SnapshotManifest.Shard;
import dev.graft.contracts.event.SplitCounts;
import dev.graft.dataprep.journal.JournalEntry.BatchTaken;
import dev.graft.dataprep.journal.JournalEntry.SnapshotTaken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a task's journal amounts to: a projection that is built by applying its entries in order. Thread-safe; what
 * it returns is a copy.
 */
public final class DatasetState {
    private final Map<String, Long> sequences = new HashMap<>();
    private final List<Long> batches = new ArrayList<>();
    private final List<Shard> shards = new ArrayList<>();
    private final List<Shard> unlabelled = new ArrayList<>();
    private SplitCounts unlabelledRows = new SplitCounts(0, 0, 0);
    private final List<Long> snapshots = new ArrayList<>();
    private final List<Pending> pending = new ArrayList<>();
    private final Map<String, SplitCounts> labels = new HashMap<>();
    private final Map<String, Map<String, SplitCounts>> bySource = new HashMap<>();
    private @Nullable Instant lastSnapshot;
    private long tail;

    /**
     * A batch that no snapshot holds yet.
     *
     * @param driftChance the chance of a difference from the data set like its own, 0 to 1; null: it was not compared
     * @param labelled whether its rows have labels
     */
    public record Pending(
            String batchId,
            long sequence,
            long rows,
            int taskVersion,
            Instant time,
            @Nullable Double driftChance,
            boolean labelled) {
        /** A batch that was just taken in. */
        public static Pending of(BatchTaken batch) {
            return new Pending(
                    batch.batchId(),
                    batch.sequence(),
                    batch.rows().accepted(),
                    batch.taskVersion(),
                    batch.time(),
                    batch.driftChance(),
                    batch.unlabelled() == null);
        }
    }

    /** @throws IllegalArgumentException when the entry is not the next one */
    public synchronized void apply(JournalEntry entry) {
        if (entry.sequence() != tail + 1) {
            throw new IllegalArgumentException("entry " + entry.sequence() + " does not follow " + tail);
        }
        tail = entry.sequence();
        if (entry instanceof BatchTaken batch) {
            apply(batch);
        } else if (entry instanceof SnapshotTaken snapshot) {
            snapshots.add(snapshot.sequence());
            pending.clear();
            lastSnapshot = snapshot.time();
        }
    }

    private void apply(BatchTaken batch) {
        Shard shard = new Shard(batch.batchId(), batch.sequence(), batch.rows().accepted(), batch.shard());
        sequences.put(batch.batchId(), batch.sequence());
        batches.add(batch.sequence());
        pending.add(Pending.of(batch));
        if (batch.unlabelled() != null) {
            unlabelled.add(shard);
            unlabelledRows = sum(unlabelledRows, batch.unlabelled());
            return;
        }
        shards.add(shard);
        batch.labels().forEach((label, counts) -> labels.merge(label, counts, DatasetState::sum));
        if (batch.dataSource() != null) {
            Map<String, SplitCounts> ofSource = bySource.computeIfAbsent(batch.dataSource(), name -> new HashMap<>());
            batch.labels().forEach((label, counts) -> ofSource.merge(label, counts, DatasetState::sum));
        }
    }

    public static SplitCounts sum(SplitCounts one, SplitCounts other) {
        return new SplitCounts(
                one.train() + other.train(), one.validation() + other.validation(), one.test() + other.test());
    }

    /** The last place in the journal; 0: it is empty. */
    public synchronized long tail() {
        return tail;
    }

    /** Where in the journal a batch stands; empty: it is not part of the data set. */
    public synchronized Optional<Long> sequenceOf(String batchId) {
        return Optional.ofNullable(sequences.get(batchId));
    }

    /** Places of all batches, oldest first. */
    public synchronized List<Long> batches() {
        return List.copyOf(batches);
    }

    /** All shards of rows with labels, oldest first. */
    public synchronized List<Shard> shards() {
        return List.copyOf(shards);
    }

    /** All shards of rows without labels, oldest first. */
    public synchronized List<Shard> unlabelled() {
        return List.copyOf(unlabelled);
    }

    /** The rows without labels by split. */
    public synchronized SplitCounts unlabelledRows() {
        return unlabelledRows;
    }

    /** Places of the snapshots, oldest first. */
    public synchronized List<Long> snapshots() {
        return List.copyOf(snapshots);
    }

    /** Batches that no snapshot holds yet, oldest first. */
    public synchronized List<Pending> pending() {
        return List.copyOf(pending);
    }

    /** All rows with labels by label and split. */
    public synchronized Map<String, SplitCounts> labels() {
        return Map.copyOf(labels);
    }

    /** The rows of each data source by label and split; rows in the task's own columns are in none. */
    public synchronized Map<String, Map<String, SplitCounts>> labelsBySource() {
        Map<String, Map<String, SplitCounts>> copy = new HashMap<>();
        bySource.forEach((source, counts) -> copy.put(source, Map.copyOf(counts)));
        return copy;
    }

    public synchronized Optional<Instant> lastSnapshot() {
        return Optional.ofNullable(lastSnapshot);
    }
}

package dev.graft.dataprep.snapshot;

import dev.graft.dataprep.journal.Dataset;
import dev.graft.dataprep.journal.DatasetState.Pending;
import dev.graft.dataprep.journal.Datasets;
import dev.graft.dataprep.journal.Journal;
import dev.graft.dataprep.journal.JournalEntry.SnapshotTaken;
import dev.graft.dataprep.journal.Recorded;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes a snapshot of a task's pending rows because a person asks for it, whatever the task's trigger says. However many
 * ask at once, in this process or another, and whatever the timer does meanwhile, the claim in the journal decides: there
 * is one snapshot, and each that asked while its rows were pending hears of that one. Thread-safe.
 */
public final class PrepareSnapshotNow {
    private final Datasets datasets;
    private final Journal journal;
    private final PrepareSnapshot prepare;
    private final Duration patience;

    /** @param patience how long to wait for a batch that is just being taken in */
    public PrepareSnapshotNow(Datasets datasets, Journal journal, PrepareSnapshot prepare, Duration patience) {
        this.datasets = datasets;
        this.journal = journal;
        this.prepare = prepare;
        this.patience = patience;
    }

    /** What came of the wish. */
    public sealed interface Outcome {}

    /**
     * The pending rows are in a snapshot, which is announced.
     *
     * @param created false when somebody else took the same rows first
     */
    public record Prepared(SnapshotTaken snapshot, String eventId, boolean created) implements Outcome {}

    /**
     * There is nothing to make a snapshot of.
     *
     * @param newest the snapshot that holds all rows; null: there are none
     */
    public record NothingPending(@Nullable SnapshotTaken newest) implements Outcome {}

    /** Somebody works on the data set for longer than anybody wants to wait. */
    public record Busy() implements Outcome {}

    /** @param task the name of a declared task */
    public Outcome prepare(String task) {
        List<Pending> asked = datasets.stateOf(task).pending();
        Dataset dataset = datasets.of(task);
        if (!lock(dataset)) {
            return new Busy();
        }
        try {
            dataset.refresh();
            boolean created = prepare.now(dataset);
            return created || !asked.isEmpty() ? prepared(dataset, asked, created) : nothingPending(dataset);
        } finally {
            dataset.lock().unlock();
        }
    }

    private Outcome prepared(Dataset dataset, List<Pending> asked, boolean created) {
        long newestAsked = created ? 0 : asked.get(asked.size() - 1).sequence();
        List<Long> places = dataset.state().snapshots().stream()
                .filter(place -> place > newestAsked)
                .toList();
        Recorded recorded = recorded(dataset, created ? places.get(places.size() - 1) : places.get(0));
        return new Prepared((SnapshotTaken) recorded.entry(), recorded.event().id(), created);
    }

    private Outcome nothingPending(Dataset dataset) {
        List<Long> places = dataset.state().snapshots();
        return new NothingPending(
                places.isEmpty()
                        ? null
                        : (SnapshotTaken)
                                recorded(dataset, places.get(places.size() - 1)).entry());
    }

    private Recorded recorded(Dataset dataset, long place) {
        return journal.at(dataset.task(), place)
                .orElseThrow(() -> new IllegalStateException(
                        "entry " + place + " of the journal of " + dataset.task() + " was there and is gone"));
    }

    private boolean lock(Dataset dataset) {
        try {
            return dataset.lock().tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

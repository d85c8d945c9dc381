package dev.graft.dataprep.snapshot;

import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.SnapshotManifest;
import dev.graft.dataprep.journal.Datasets;
import dev.graft.dataprep.journal.Journal;
import dev.graft.dataprep.journal.JournalEntry.SnapshotTaken;
import dev.graft.platform.json.Json;
import dev.graft.platform.store.ObjectStore;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Snapshots as people look at them. Reads only. */
public final class SnapshotViews {
    private final ObjectStore store;
    private final Datasets datasets;
    private final Journal journal;

    public SnapshotViews(ObjectStore store, Datasets datasets, Journal journal) {
        this.store = store;
        this.datasets = datasets;
        this.journal = journal;
    }

    /** A page of a task's snapshots. */
    public record Page(List<SnapshotTaken> items, int offset, int limit, long total) {}

    /** The newest first. */
    public Page list(String task, int offset, int limit) {
        List<Long> places = datasets.stateOf(task).snapshots();
        int newest = places.size() - 1 - offset;
        List<SnapshotTaken> items = LongStream.rangeClosed(0, newest)
                .limit(limit)
                .map(back -> places.get((int) (newest - back)))
                .mapToObj(place ->
                        (SnapshotTaken) journal.at(task, place).orElseThrow().entry())
                .toList();
        return new Page(items, offset, limit, places.size());
    }

    public Optional<SnapshotManifest> find(String task, String snapshotId) {
        return store.find(StoreLayout.snapshotManifest(task, snapshotId))
                .map(object -> Json.read(object.content(), SnapshotManifest.class));
    }
}

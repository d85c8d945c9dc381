package dev.graft.registry.book;

import dev.graft.contracts.StoreLayout;
import dev.graft.platform.store.ObjectStore;
import dev.graft.registry.history.HistoryEntry;
import dev.graft.registry.history.HistoryLog;
import dev.graft.registry.history.Move;
import dev.graft.registry.version.ShelvedVersion;
import dev.graft.registry.version.VersionShelf;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The books of all models, kept in memory and brought up to date by looking only further.
 *
 * <p>Versions and moves are numbered without gaps and never change, so whatever was read stays true, and one look past
 * the end of each tells whether another process has added something. The first look at a model reads all of it: one
 * request for each version and each move. Thread-safe; takes no lock, so that reading goes on while a move is under way.
 */
public final class Books {
    private final ObjectStore store;
    private final VersionShelf shelf;
    private final HistoryLog log;
    private final ConcurrentMap<String, ModelBook> known = new ConcurrentHashMap<>();
    private final Set<String> written = ConcurrentHashMap.newKeySet();

    public Books(ObjectStore store, VersionShelf shelf, HistoryLog log) {
        this.store = store;
        this.shelf = shelf;
        this.log = log;
    }

    /** Names of all models, in order. */
    public List<String> models() {
        return store.listFolders(StoreLayout.MODELS).stream().sorted().toList();
    }

    /** The model as it is now; empty when there is none. */
    public Optional<ModelBook> find(String task) {
        return Optional.of(upToDate(task)).filter(book -> !book.isEmpty());
    }

    /** The model as it is now, or a book without entries where there is none yet. */
    public ModelBook upToDate(String task) {
        written.remove(task);
        ModelBook before = known.getOrDefault(task, ModelBook.empty(task));
        // History first: a move may only point at a version that is read after it.
        List<Move> moves = movesFrom(task, before.history().nextSequence());
        ModelBook now = before.plus(versionsFrom(task, before.versions().next()), moves);
        return now.isEmpty() ? now : known.merge(task, now, ModelBook::laterOf);
    }

    /** Says that this process may have changed a model, which the next look will tell. */
    public void noteWrite(String task) {
        written.add(task);
    }

    /** Models that this process may have changed since it looked last. */
    public Set<String> written() {
        return Set.copyOf(written);
    }

    /** The models as this process has seen them last, without a look into the store. */
    public Collection<ModelBook> lastSeen() {
        return Collections.unmodifiableCollection(known.values());
    }

    private List<Move> movesFrom(String task, long sequence) {
        List<Move> moves = new ArrayList<>();
        Optional<HistoryEntry> next = log.read(task, sequence);
        while (next.isPresent()) {
            moves.add(next.get().move());
            next = log.read(task, sequence + moves.size());
        }
        return moves;
    }

    private List<ShelvedVersion> versionsFrom(String task, int number) {
        List<ShelvedVersion> versions = new ArrayList<>();
        Optional<ShelvedVersion> next = shelf.look(task, number);
        while (next.isPresent()) {
            versions.add(next.get());
            next = shelf.look(task, number + versions.size());
        }
        return versions;
    }
}

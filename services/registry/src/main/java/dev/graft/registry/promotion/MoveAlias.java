package dev.graft.registry.promotion;

import dev.graft.contracts.Event;
import dev.graft.platform.trace.Spans;
import dev.graft.registry.book.ModelBook;
import dev.graft.registry.history.Aliases;
import dev.graft.registry.history.HistoryEntry;
import dev.graft.registry.history.HistoryLog;
import dev.graft.registry.history.Move;
import dev.graft.registry.history.MoveKind;
import dev.graft.registry.retention.VersionHolds;
import dev.graft.registry.version.Decision;
import dev.graft.registry.version.VersionShelf;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The moving of an alias: hold the version that it moves to, claim the next number of the history, then make everything
 * else follow.
 *
 * <p>A claimed entry is <em>settled</em> when the alias has followed it, the version's decision is written, and the
 * event is announced. Whoever wants to claim the next number settles the newest entry first, whoever wrote it, unless
 * this process has settled it before. So, wherever a process dies, every entry but the newest is settled, and the newest
 * is settled by whoever comes next: the event delivered again, another move, or the repair at start. Called under the
 * model's lock.
 */
public final class MoveAlias {
    private final HistoryLog log;
    private final Aliases aliases;
    private final VersionShelf shelf;
    private final Announcements announcements;
    private final VersionHolds holds;
    private final ConcurrentMap<String, Long> settled = new ConcurrentHashMap<>();
    private final Set<String> unfinished = ConcurrentHashMap.newKeySet();

    public MoveAlias(
            HistoryLog log, Aliases aliases, VersionShelf shelf, Announcements announcements, VersionHolds holds) {
        this.log = log;
        this.aliases = aliases;
        this.shelf = shelf;
        this.announcements = announcements;
        this.holds = holds;
    }

    /**
     * Makes a move that was decided on a model's state.
     *
     * @param entry with the number that follows the newest entry of that state, which must be settled
     * @return the event that announces it; empty when another move has come first, or the version has been collected:
     *     nothing has happened then
     */
    public Optional<Event<?>> move(HistoryEntry entry) {
        return make(entry) ? Optional.of(entry.announcement()) : Optional.empty();
    }

    /**
     * Makes a move that need not be announced.
     *
     * @return false when another move has come first, or the version has been collected: nothing has happened then
     */
    boolean make(HistoryEntry entry) {
        return Spans.in("move alias", () -> claim(entry));
    }

    private boolean claim(HistoryEntry entry) {
        Move move = entry.move();
        boolean leadsNowhere = move.kind() == MoveKind.ALIAS_DELETED;
        if (!leadsNowhere && !holds.hold(entry.task(), move.version(), move.sequence(), move.at())) {
            return false;
        }
        // Before the claim: a claim whose answer was lost may have been made.
        unfinished.add(entry.task());
        if (log.claim(entry)) {
            settle(entry);
            return true;
        }
        unfinished.remove(entry.task());
        return false;
    }

    /** Models in which a move of this process was begun and, for all that is known, not settled. */
    Set<String> unfinished() {
        return Set.copyOf(unfinished);
    }

    /** Settles the newest entry of a model, unless that is done. */
    public void settleNewest(ModelBook book) {
        Optional<Move> newest = book.history().newest();
        if (newest.isPresent() && newest.get().sequence() > settled.getOrDefault(book.task(), 0L)) {
            settle(read(book.task(), newest.get()));
        }
        unfinished.remove(book.task());
    }

    /** Settles an entry, done or not, and returns the event that announces it. */
    public Event<?> settle(String task, Move move) {
        HistoryEntry entry = read(task, move);
        settle(entry);
        return entry.announcement();
    }

    private HistoryEntry read(String task, Move move) {
        return log.read(task, move.sequence())
                .orElseThrow(() -> new IllegalStateException(
                        "entry " + move.sequence() + " of the history of " + task + " was there and is gone"));
    }

    private void settle(HistoryEntry entry) {
        Move move = entry.move();
        aliases.follow(entry.task(), move);
        if (move.kind().promotes()) {
            shelf.decide(decision(move), entry.announcement());
        }
        if (entry.event() != null) {
            announcements.announce(entry.event());
        }
        settled.merge(entry.task(), move.sequence(), Math::max);
        unfinished.remove(entry.task());
    }

    private static Decision decision(Move move) {
        return new Decision(
                Decision.Outcome.PROMOTED,
                move.version(),
                Objects.requireNonNull(move.runId(), "a run's version is promoted"),
                move.attempt(),
                Objects.requireNonNull(move.evaluation(), "a run's version is promoted"),
                move.explanation(),
                move.sequence(),
                move.at());
    }
}

package dev.graft.registry.promotion;

import dev.graft.contracts.document.ModelAlias;
import dev.graft.registry.book.Books;
import dev.graft.registry.book.ModelBook;
import dev.graft.registry.history.HistoryEntry;
import dev.graft.registry.history.Move;
import dev.graft.registry.history.MoveKind;
import dev.graft.registry.retention.VersionClaim;
import dev.graft.registry.retention.VersionHolds;
import dev.graft.registry.version.RegisteredVersion;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Moves aliases that mean nothing to the mesh: all but the champion. Each move is an entry of the history, as the
 * champion's are; no event announces it.
 */
public final class MoveFreeAlias {
    private final Books books;
    private final ModelLocks locks;
    private final MoveAlias moving;
    private final VersionHolds holds;
    private final Clock clock;

    public MoveFreeAlias(Books books, ModelLocks locks, MoveAlias moving, VersionHolds holds, Clock clock) {
        this.books = books;
        this.locks = locks;
        this.moving = moving;
        this.holds = holds;
        this.clock = clock;
    }

    /**
     * Lets the alias point at a version; nothing happens when it does.
     *
     * @return why not, where the version's files were collected
     */
    public Optional<VersionClaim> set(String name, String alias, int version, String by) {
        Optional<VersionClaim> collected = holds.collected(name, version);
        if (collected.isEmpty()) {
            move(name, alias, version, MoveKind.ALIAS_SET, by);
        }
        return collected;
    }

    /** Lets the alias point nowhere; nothing happens when it does. */
    public void delete(String name, String alias, String by) {
        move(name, alias, 0, MoveKind.ALIAS_DELETED, by);
    }

    private void move(String name, String alias, int version, MoveKind kind, String by) {
        if (alias.equals(ModelAlias.CHAMPION)) {
            throw new IllegalArgumentException("the champion moves another way");
        }
        locks.write(name, () -> {
            ModelBook book = books.upToDate(name);
            moving.settleNewest(book);
            Integer before = book.history().aliases().get(alias);
            boolean done = Objects.equals(before, version == 0 ? null : version);
            return done || moving.make(new HistoryEntry(name, entry(book, alias, version, before, kind, by), null))
                    ? Optional.of(version)
                    : Optional.empty();
        });
    }

    private Move entry(ModelBook book, String alias, int version, @Nullable Integer before, MoveKind kind, String by) {
        Optional<RegisteredVersion> ofRun = book.versions().find(version);
        return new Move(
                book.history().nextSequence(),
                kind,
                alias,
                version,
                before,
                ofRun.map(RegisteredVersion::runId).orElse(null),
                ofRun.map(RegisteredVersion::attempt).orElse(0),
                null,
                version == 0 ? "The alias was deleted." : "The alias was set.",
                by,
                UUID.randomUUID().toString(),
                clock.instant());
    }
}

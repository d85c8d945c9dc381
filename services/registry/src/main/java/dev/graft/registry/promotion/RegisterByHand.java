package dev.graft.registry.promotion;

import dev.graft.registry.book.Books;
import dev.graft.registry.version.ForeignVersion;
import dev.graft.registry.version.VersionShelf;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives a number to a version that no run made: the next one of the same sequence, claimed in the same way. */
public final class RegisterByHand {
    private final Books books;
    private final ModelLocks locks;
    private final VersionShelf shelf;
    private final Clock clock;

    public RegisterByHand(Books books, ModelLocks locks, VersionShelf shelf, Clock clock) {
        this.books = books;
        this.locks = locks;
        this.shelf = shelf;
        this.clock = clock;
    }

    /** Registers and returns the number. */
    public int register(String name, String source, String location, @Nullable String runId, @Nullable String runLink) {
        return locks.write(name, () -> {
            int number = books.upToDate(name).versions().next();
            var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            boolean claimed = shelf.claim(name, new ForeignVersion(number, now, source, location, runId, runLink));
            return claimed ? Optional.of(number) : Optional.empty();
        });
    }
}

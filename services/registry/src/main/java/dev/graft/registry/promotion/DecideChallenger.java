package dev.graft.registry.promotion;

import dev.graft.contracts.Event;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.registry.book.Books;
import dev.graft.registry.book.ModelBook;
import dev.graft.registry.history.Move;
import dev.graft.registry.version.RegisteredVersion;
import dev.graft.registry.version.VersionShelf;
import java.util.Objects;
import java.util.Optional;

/**
 * What becomes of a challenger that was evaluated: promoted, refused, or evaluated again.
 *
 * <p>May be called any number of times with the same verdict, after a crash at any line and in several processes at
 * once: a run ends in one version with one decision, and each call announces it.
 */
public final class DecideChallenger {
    private final Books books;
    private final ModelLocks locks;
    private final VersionShelf shelf;
    private final MoveAlias moving;
    private final PromoteChallenger promoting;
    private final RefuseChallenger refusing;
    private final AskForEvaluation asking;
    private final Announcements announcements;
    private final int maxEvaluations;

    /** @param maxEvaluations how often a challenger is evaluated at most; 1 or more */
    public DecideChallenger(
            Books books,
            ModelLocks locks,
            VersionShelf shelf,
            MoveAlias moving,
            PromoteChallenger promoting,
            RefuseChallenger refusing,
            AskForEvaluation asking,
            Announcements announcements,
            int maxEvaluations) {
        if (maxEvaluations < 1) {
            throw new IllegalArgumentException("a challenger is evaluated once at least, not " + maxEvaluations);
        }
        this.books = books;
        this.locks = locks;
        this.shelf = shelf;
        this.moving = moving;
        this.promoting = promoting;
        this.refusing = refusing;
        this.asking = asking;
        this.announcements = announcements;
        this.maxEvaluations = maxEvaluations;
    }

    /** Decides and announces; returns what was announced. */
    public Event<?> decide(Event<ModelEvaluated> verdict) {
        return locks.write(verdict.data().task(), () -> tryToDecide(verdict));
    }

    private Optional<Event<?>> tryToDecide(Event<ModelEvaluated> verdict) {
        ModelEvaluated data = verdict.data();
        ModelBook book = books.upToDate(data.task());
        moving.settleNewest(book);
        Optional<Event<?>> earlier =
                book.versions().ofRun(data.runId()).flatMap(version -> earlierDecision(book, version));
        return earlier.isPresent() ? earlier : decideNow(book, verdict);
    }

    private Optional<Event<?>> decideNow(ModelBook book, Event<ModelEvaluated> verdict) {
        ModelEvaluated data = verdict.data();
        if (data.decision() != ModelEvaluated.Decision.PROMOTE) {
            return refusing.refuse(book, verdict);
        }
        if (Objects.equals(book.history().live().orElse(null), data.championVersion())) {
            return promoting.promote(book, verdict);
        }
        if (data.attempt() < maxEvaluations) {
            return Optional.of(asking.ask(book, verdict));
        }
        return refusing.refuseAsUnsteady(book, verdict, maxEvaluations);
    }

    /**
     * The decision that an earlier call made: written down, or implied by a move that made the version live before it
     * could be, whether by an earlier verdict or by a person's request.
     */
    private Optional<Event<?>> earlierDecision(ModelBook book, RegisteredVersion version) {
        Optional<Event<?>> written = shelf.decisionEvent(book.task(), version.number());
        if (written.isPresent()) {
            announcements.announce(written.get());
            return written;
        }
        Optional<Move> implied = book.history().firstTo(version.number());
        return implied.map(move -> moving.settle(book.task(), move));
    }
}

package dev.graft.registry.promotion;

import dev.graft.contracts.EventData;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.ModelAlias;
import dev.graft.contracts.document.ModelVersion;
import dev.graft.platform.event.Events;
import dev.graft.registry.book.Books;
import dev.graft.registry.book.ModelBook;
import dev.graft.registry.history.HistoryEntry;
import dev.graft.registry.history.Move;
import dev.graft.registry.history.MoveKind;
import dev.graft.registry.retention.VersionHolds;
import dev.graft.registry.version.VersionShelf;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What every move on a person's request has in common: once for each wish, on the state that it was decided on. */
public final class MoveOnRequest {
    private final Books books;
    private final ModelLocks locks;
    private final VersionShelf shelf;
    private final MoveAlias moving;
    private final VersionHolds holds;
    private final Events events;
    private final Clock clock;

    public MoveOnRequest(
            Books books,
            ModelLocks locks,
            VersionShelf shelf,
            MoveAlias moving,
            VersionHolds holds,
            Events events,
            Clock clock) {
        this.books = books;
        this.locks = locks;
        this.shelf = shelf;
        this.moving = moving;
        this.holds = holds;
        this.events = events;
        this.clock = clock;
    }

    /** One kind of move: where it may lead, and the event that tells of it. */
    interface Kind {
        MoveKind kind();

        Target target(ModelBook book, MoveRequest request);

        EventData event(Move move, ModelVersion version);
    }

    MoveOutcome move(String task, MoveRequest request, Kind kind) {
        if (books.find(task).isEmpty()) {
            return new MoveOutcome.Unknown("there is no model " + task);
        }
        return locks.write(task, () -> tryToMove(task, request, kind));
    }

    private Optional<MoveOutcome> tryToMove(String task, MoveRequest request, Kind kind) {
        ModelBook book = books.upToDate(task);
        moving.settleNewest(book);
        Optional<Move> earlier = book.history().ofRequest(request.key());
        if (earlier.isPresent()) {
            return Optional.of(repeat(task, request, kind, earlier.get()));
        }
        Target target = champions(book, request).orElseGet(() -> kind.target(book, request));
        if (target instanceof Target.None none) {
            return Optional.of(none.why());
        }
        int number = ((Target.Version) target).number();
        Optional<MoveOutcome> obstacle = collected(task, number).or(() -> unsigned(task, number));
        return obstacle.isPresent() ? obstacle : moveTo(book, request, kind, number);
    }

    private Optional<MoveOutcome> unsigned(String task, int number) {
        return shelf.isSigned(task, number)
                ? Optional.empty()
                : Optional.of(new MoveOutcome.Impossible("version " + number + " of " + task
                        + " is not signed with a key that is configured, so no service would load it. A version that was"
                        + " registered just now is signed within moments; for older ones start the registry with"
                        + " graft.signing.sign-existing=true"));
    }

    private Optional<MoveOutcome> collected(String task, int number) {
        return holds.collected(task, number)
                .map(claim -> new MoveOutcome.Impossible("version " + number + " of " + task
                        + " cannot be made live: its files were given up at " + claim.at() + ". " + claim.reason()
                        + " Choose another version"));
    }

    private static MoveOutcome repeat(String task, MoveRequest request, Kind kind, Move earlier) {
        boolean same =
                earlier.kind() == kind.kind() && (request.version() == null || request.version() == earlier.version());
        return same
                ? new MoveOutcome.Moved(task, earlier, true)
                : new MoveOutcome.Impossible("the idempotency key '" + request.key()
                        + "' was used for another request, which led to entry " + earlier.sequence()
                        + " of the history; take a new key for a new request");
    }

    private static Optional<Target> champions(ModelBook book, MoveRequest request) {
        @Nullable Integer live = book.history().live().orElse(null);
        if (request.expectedChampion() == null || Objects.equals(request.expectedChampion(), live)) {
            return Optional.empty();
        }
        return Optional.of(Target.impossible("the champion of " + book.task() + " is "
                + (live == null ? "no version at all" : "version " + live) + ", not version "
                + request.expectedChampion() + " as the request expects; look at the history and decide again"));
    }

    private Optional<MoveOutcome> moveTo(ModelBook book, MoveRequest request, Kind kind, int number) {
        ModelVersion version = shelf.read(book.task(), number)
                .orElseThrow(() -> new IllegalStateException(
                        "version " + number + " of " + book.task() + " was there and is gone"));
        long sequence = book.history().nextSequence();
        Move move = new Move(
                sequence,
                kind.kind(),
                ModelAlias.CHAMPION,
                number,
                book.history().live().orElse(null),
                version.evaluation().runId(),
                version.evaluation().attempt(),
                version.evaluation().evaluation(),
                request.explanation(),
                request.requestedBy(),
                request.key(),
                clock.instant());
        var event = events.onRequest(StoreLayout.modelHistoryEntry(book.task(), sequence), kind.event(move, version));
        return moving.move(new HistoryEntry(book.task(), move, event))
                .map(announced -> new MoveOutcome.Moved(book.task(), move, false));
    }
}

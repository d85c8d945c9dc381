package dev.graft.registry.promotion;

import dev.graft.contracts.Event;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.ModelAlias;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.contracts.event.ModelPromoted;
import dev.graft.platform.event.Events;
import dev.graft.registry.book.ModelBook;
import dev.graft.registry.history.HistoryEntry;
import dev.graft.registry.history.Move;
import dev.graft.registry.history.MoveKind;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the winner of an evaluation champion, in the place of the one that it was compared with. */
public final class PromoteChallenger {
    private static final String REQUESTED_BY = "evaluator";

    private final RegisterChallenger registering;
    private final MoveAlias moving;
    private final Events events;
    private final Clock clock;

    public PromoteChallenger(RegisterChallenger registering, MoveAlias moving, Events events, Clock clock) {
        this.registering = registering;
        this.moving = moving;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Promotes by a verdict that holds against the champion of {@code book}.
     *
     * @return the event that announces it; empty when versions or champion have changed meanwhile
     */
    Optional<Event<?>> promote(ModelBook book, Event<ModelEvaluated> verdict) {
        return registering.register(book, verdict).flatMap(version -> moving.move(entry(book, verdict, version)));
    }

    private HistoryEntry entry(ModelBook book, Event<ModelEvaluated> verdict, int version) {
        ModelEvaluated data = verdict.data();
        long sequence = book.history().nextSequence();
        @Nullable Integer previous = book.history().live().orElse(null);
        Move move = new Move(
                sequence,
                MoveKind.PROMOTED,
                ModelAlias.CHAMPION,
                version,
                previous,
                data.runId(),
                data.attempt(),
                data.evaluation(),
                data.summary(),
                REQUESTED_BY,
                "verdict-" + verdict.id(),
                clock.instant());
        ModelPromoted promoted = new ModelPromoted(
                book.task(),
                version,
                previous,
                sequence,
                data.summary(),
                data.runId(),
                data.run().snapshotId(),
                data.run().model());
        return new HistoryEntry(
                book.task(),
                move,
                events.causedBy(verdict, StoreLayout.modelHistoryEntry(book.task(), sequence), promoted));
    }
}

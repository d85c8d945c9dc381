package dev.graft.launcher.story;

import dev.graft.contracts.Event;
import dev.graft.contracts.event.BatchPartPrepared;
import dev.graft.contracts.event.BatchPartRequested;
import dev.graft.contracts.event.RunAbandoned;
import dev.graft.contracts.event.RunAbandoned.SupersededBy;
import dev.graft.contracts.event.RunEpochCompleted;
import dev.graft.launcher.client.Announcement;
import dev.graft.launcher.client.Announcement.DeadLetter;
import dev.graft.launcher.client.Announcement.Fact;
import dev.graft.launcher.client.EventTail;
import dev.graft.launcher.terminal.Terminal;
import dev.graft.launcher.terminal.Terminal.Colour;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows one announced batch through the mesh, prints what happens to it, and ends with what became of it. Where its run
 * gives way to a newer snapshot's, it goes on with that one, which holds the batch too.
 */
public final class BatchFollower {

    private static final Duration POLL = Duration.ofMillis(250);

    private final EventTail tail;
    private final StoryLines lines;
    private final String eventId;
    private String causeId;
    private final Set<String> seen = new HashSet<>();
    private @Nullable String correlationId;
    private @Nullable PartsBar parts;

    /**
     * @param tail opened before the batch was announced
     * @param eventId of the announcement
     */
    public BatchFollower(Terminal terminal, EventTail tail, String eventId) {
        this.tail = tail;
        this.lines = new StoryLines(terminal);
        this.eventId = eventId;
        this.causeId = eventId;
    }

    /** @param patience how long to wait for the outcome */
    public Outcome follow(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            for (Announcement announcement : tail.next(POLL)) {
                Optional<Outcome> outcome = take(announcement);
                if (outcome.isPresent()) {
                    lines.finish();
                    return outcome.get();
                }
            }
        }
        lines.finish();
        return new Outcome.Undecided();
    }

    private Optional<Outcome> take(Announcement announcement) {
        if (announcement instanceof DeadLetter letter && eventId.equals(letter.eventId())) {
            lines.line(Colour.RED, "dead letter, " + letter.service() + " cannot read it: " + letter.reason());
            return Optional.of(new Outcome.Dead(letter));
        }
        if (!(announcement instanceof Fact fact)
                || !isOfThisBatch(fact.event())
                || !seen.add(fact.event().id())) {
            return Optional.empty();
        }
        show(fact);
        fact.as(RunAbandoned.class).map(RunAbandoned::supersededBy).ifPresent(this::goOnWith);
        return Outcome.of(fact.event().data());
    }

    private void goOnWith(SupersededBy newer) {
        causeId = newer.eventId();
        correlationId = null;
    }

    /** The first event that the announcement caused names the batch; what follows carries that name. */
    private boolean isOfThisBatch(Event<?> event) {
        if (correlationId == null && causeId.equals(event.causationId())) {
            correlationId = event.correlationId();
            return true;
        }
        return correlationId != null && correlationId.equals(event.correlationId());
    }

    private void show(Fact fact) {
        Optional<RunEpochCompleted> epoch = fact.as(RunEpochCompleted.class);
        if (epoch.isPresent()) {
            lines.changing(Colour.CYAN, EpochBar.of(epoch.get()));
            return;
        }
        fact.as(BatchPartRequested.class).ifPresent(requested -> beginParts(fact));
        Optional<BatchPartPrepared> part = fact.as(BatchPartPrepared.class);
        if (part.isPresent() && parts != null) {
            lines.changing(Colour.CYAN, parts.after(part.get(), fact.event().time()));
            return;
        }
        Colour colour =
                Outcome.of(fact.event().data()).map(BatchFollower::colour).orElse(Colour.GREY);
        EventText.of(fact.event().data()).forEach(text -> lines.line(colour, text));
    }

    private void beginParts(Fact requested) {
        if (parts == null) {
            parts = new PartsBar(requested.event().time());
        }
    }

    private static Colour colour(Outcome outcome) {
        return outcome instanceof Outcome.Promoted ? Colour.GREEN : Colour.YELLOW;
    }
}

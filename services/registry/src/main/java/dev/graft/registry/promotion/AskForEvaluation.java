package dev.graft.registry.promotion;

import dev.graft.contracts.Event;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.contracts.event.ModelEvaluationRequested;
import dev.graft.platform.event.Events;
import dev.graft.registry.book.ModelBook;

/** Asks for another evaluation of a challenger whose opponent is not live any more. */
public final class AskForEvaluation {
    private final Announcements announcements;
    private final Events events;

    public AskForEvaluation(Announcements announcements, Events events) {
        this.announcements = announcements;
        this.events = events;
    }

    /** The same verdict asks for the same evaluation, under the same event id, however often it is delivered. */
    Event<?> ask(ModelBook book, Event<ModelEvaluated> verdict) {
        ModelEvaluated data = verdict.data();
        int attempt = data.attempt() + 1;
        Event<ModelEvaluationRequested> event = events.causedBy(
                verdict,
                StoreLayout.evaluation(data.runId(), attempt),
                new ModelEvaluationRequested(
                        book.task(),
                        data.runId(),
                        attempt,
                        book.history().live().orElse(null),
                        data.run()));
        announcements.announce(event);
        return event;
    }
}

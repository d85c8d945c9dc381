package dev.graft.trainer.train.messaging;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventData;
import dev.graft.platform.event.Events;
import dev.graft.platform.event.Outbox;
import dev.graft.trainer.train.RunEvents;
import jakarta.enterprise.context.ApplicationScoped;

/** A run's events on their topics. */
@ApplicationScoped
public class OutboxEvents implements RunEvents {
    private final Events events;
    private final Outbox outbox;

    public OutboxEvents(Events events, Outbox outbox) {
        this.events = events;
        this.outbox = outbox;
    }

    @Override
    public <T extends EventData> Event<T> causedBy(Event<?> cause, String place, T data) {
        return events.causedBy(cause, place, data);
    }

    @Override
    public void publish(Event<?> event) {
        outbox.publish(event);
    }
}

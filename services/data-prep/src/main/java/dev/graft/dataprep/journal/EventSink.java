package dev.graft.dataprep.journal;

import dev.graft.contracts.Event;

/** Where events go out; returns when the broker has them for good. */
@FunctionalInterface
public interface EventSink {
    void publish(Event<?> event);
}

package dev.graft.trainer.train;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventData;

/** The events of a run. */
public interface RunEvents {
    /**
     * An event that belongs to the batch of its cause.
     *
     * @param place unique to this event among those of its type, and the same in a repeat; its id is a hash of it
     */
    <T extends EventData> Event<T> causedBy(Event<?> cause, String place, T data);

    /** Returns when the broker has the event. */
    void publish(Event<?> event);
}

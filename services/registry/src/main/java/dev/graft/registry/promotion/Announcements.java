package dev.graft.registry.promotion;

import dev.graft.contracts.Event;

/** Tells the mesh. */
@FunctionalInterface
public interface Announcements {
    /** Returns when the event is safe with the broker. The same event may be announced again. */
    void announce(Event<?> event);
}

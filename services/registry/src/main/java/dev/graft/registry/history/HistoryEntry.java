package dev.graft.registry.history;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventData;

/** A move with the event that announces it. */
public record HistoryEntry(Move move, Event<? extends EventData> event) {
    public String task() {
        return event.data().task();
    }
}

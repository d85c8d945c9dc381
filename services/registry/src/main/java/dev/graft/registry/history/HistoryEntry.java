package dev.graft.registry.history;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventData;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A move with the event that announces it.
 *
 * @param event null: the move is of an alias that means nothing to the mesh
 */
public record HistoryEntry(String task, Move move, @Nullable Event<? extends EventData> event) {

    /** @throws NullPointerException when there is none, which is a bug: what is live never changes in silence */
    public Event<? extends EventData> announcement() {
        return Objects.requireNonNull(event, "a move of the champion is announced");
    }
}

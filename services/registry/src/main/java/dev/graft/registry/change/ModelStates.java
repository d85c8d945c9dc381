package dev.graft.registry.change;

import dev.graft.contracts.Event;
import dev.graft.contracts.event.ModelChanged;
import java.util.Optional;

/** The topic that holds the newest state of each model. */
public interface ModelStates {

    /** Puts a state behind all others of its model; when this returns, it stays. */
    void publish(Event<ModelChanged> state);

    /** Says that there is no such model any more. */
    void publishGone(String model);

    /** The id of the newest state of a model that this process has seen on the topic; empty: none, or it is gone. */
    Optional<String> newest(String model);
}

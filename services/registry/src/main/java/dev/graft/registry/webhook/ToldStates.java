package dev.graft.registry.webhook;

import dev.graft.contracts.event.ModelChanged;
import java.util.Optional;

/** The state of each model as the webhooks know it. */
public interface ToldStates {
    Optional<ModelChanged> find(String model);

    void put(ModelChanged state);

    void remove(String model);
}

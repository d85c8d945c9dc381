package dev.graft.registry.change.messaging;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventType;
import dev.graft.contracts.event.ModelChanged;
import dev.graft.platform.event.Outbox;
import dev.graft.registry.change.ModelStates;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** {@link ModelStates} on the compacted topic. */
@ApplicationScoped
public class StateTopic implements ModelStates {
    private final Outbox outbox;
    private final Map<String, String> newest = new ConcurrentHashMap<>();

    public StateTopic(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void publish(Event<ModelChanged> state) {
        outbox.publish(state);
    }

    @Override
    public void publishGone(String model) {
        outbox.publishGone(EventType.MODEL_CHANGED, model);
    }

    @Override
    public Optional<String> newest(String model) {
        return Optional.ofNullable(newest.get(model));
    }

    void seen(StateRecord record) {
        if (record.isGone()) {
            newest.remove(record.model());
        } else {
            newest.put(record.model(), record.id());
        }
    }
}

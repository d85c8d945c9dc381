package dev.graft.registry.webhook;

import java.util.List;
import java.util.Optional;

/** What webhooks have still to be told, and what they could not be. */
public interface Deliveries {

    /** Puts one into the outbox; nothing happens where it is. When this returns, it outlives the process. */
    void put(String webhook, Delivery delivery);

    /** Places in the outbox, oldest first. */
    List<String> pending(String webhook);

    /** What lies at a place; empty: somebody has delivered it. */
    Optional<Pending> find(String place);

    /** Writes over what was read; empty: somebody else was faster. */
    Optional<Pending> replace(Pending read, Delivery now);

    void remove(Pending delivered);

    /** Moves it to those that failed. */
    void giveUp(String webhook, Pending pending, Delivery last);

    /** Those that failed, oldest first; at most 100. */
    List<Delivery> failed(String webhook);

    /** One with its place and the entity tag to replace it by. */
    record Pending(String place, String etag, Delivery delivery) {}
}

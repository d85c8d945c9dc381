package dev.graft.registry.webhook;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The stored webhooks. */
public interface WebhookShelf {

    /** By id. */
    List<Webhook> all();

    Optional<Webhook> find(String id);

    void add(Webhook webhook);

    /**
     * Changes a webhook, on what another change left.
     *
     * @param change may be called several times
     * @return empty: there is none
     */
    Optional<Webhook> change(String id, UnaryOperator<Webhook> change);

    /** Deletes it with all that it has not been told; nothing happens when it is gone. */
    void delete(String id);
}

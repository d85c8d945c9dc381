package dev.graft.registry.webhook;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The use cases of webhooks, put together. */
public final class Webhooks {
    private final EditWebhooks editing;
    private final Deliver delivering;

    /**
     * @param seal empty: webhooks have no secrets
     * @param giveUpAfter how long a delivery is tried
     */
    public Webhooks(
            WebhookShelf shelf,
            Deliveries deliveries,
            Sender sender,
            Targets targets,
            Optional<Seal> seal,
            Duration giveUpAfter,
            Clock clock) {
        SendDelivery sending = new SendDelivery(sender, seal, clock);
        editing = new EditWebhooks(shelf, sending, targets, seal, clock);
        delivering = new Deliver(deliveries, sending, giveUpAfter, clock);
    }

    public EditWebhooks editing() {
        return editing;
    }

    public Deliver delivering() {
        return delivering;
    }
}

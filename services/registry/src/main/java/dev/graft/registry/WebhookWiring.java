package dev.graft.registry;

import dev.graft.platform.store.ObjectStore;
import dev.graft.registry.book.Books;
import dev.graft.registry.search.ReadRecords;
import dev.graft.registry.webhook.Deliveries;
import dev.graft.registry.webhook.Seal;
import dev.graft.registry.webhook.Targets;
import dev.graft.registry.webhook.TellWebhooks;
import dev.graft.registry.webhook.WebhookShelf;
import dev.graft.registry.webhook.Webhooks;
import dev.graft.registry.webhook.http.HttpSender;
import dev.graft.registry.webhook.storage.StoredDeliveries;
import dev.graft.registry.webhook.storage.StoredToldStates;
import dev.graft.registry.webhook.storage.StoredWebhooks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Puts webhooks together with their adapters. */
@ApplicationScoped
public class WebhookWiring {
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);

    @Produces
    @Singleton
    WebhookShelf webhookShelf(ObjectStore store) {
        return new StoredWebhooks(store);
    }

    @Produces
    @Singleton
    Deliveries deliveries(ObjectStore store) {
        return new StoredDeliveries(store);
    }

    @Produces
    @Singleton
    Webhooks webhooks(WebhookShelf shelf, Deliveries deliveries, WebhookConfig config, Clock clock) {
        Targets targets = new Targets(config.schemes(), config.privateAddresses());
        if (config.timeout().compareTo(LONGEST_TIMEOUT) > 0 || config.timeout().isZero()) {
            throw new IllegalArgumentException(
                    "graft.webhooks.timeout is " + config.timeout() + "; it must be at most " + LONGEST_TIMEOUT);
        }
        return new Webhooks(
                shelf,
                deliveries,
                new HttpSender(targets, config.timeout()),
                targets,
                config.secretKey().map(Seal::new),
                config.giveUpAfter(),
                clock);
    }

    @Produces
    @Singleton
    TellWebhooks tellWebhooks(
            WebhookShelf shelf, Deliveries deliveries, ObjectStore store, ReadRecords reading, Books books) {
        return new TellWebhooks(shelf, deliveries, new StoredToldStates(store), reading, books);
    }
}

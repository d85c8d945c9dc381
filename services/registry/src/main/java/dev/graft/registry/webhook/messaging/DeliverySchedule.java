package dev.graft.registry.webhook.messaging;

import dev.graft.platform.store.StoreException;
import dev.graft.registry.webhook.Deliver;
import dev.graft.registry.webhook.Webhook;
import dev.graft.registry.webhook.WebhookShelf;
import dev.graft.registry.webhook.Webhooks;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/** Delivers what is in the outbox: at once what this process put there, and now and then what is left. */
@ApplicationScoped
public class DeliverySchedule {
    private static final Logger LOG = Logger.getLogger(DeliverySchedule.class);

    /** So many slow receivers do not keep the others waiting. */
    private static final int AT_ONCE = 4;

    private final WebhookShelf shelf;
    private final Deliver delivering;
    private final MeterRegistry meters;
    private final Set<String> working = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, work -> {
        Thread daemon = new Thread(work, "webhooks");
        daemon.setDaemon(true);
        return daemon;
    });

    public DeliverySchedule(WebhookShelf shelf, Webhooks webhooks, MeterRegistry meters) {
        this.shelf = shelf;
        this.delivering = webhooks.delivering();
        this.meters = meters;
    }

    @Scheduled(
            every = "${graft.webhooks.every:5s}",
            delayed = "${graft.webhooks.every:5s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void deliver() {
        try {
            shelf.all().forEach(this::begin);
        } catch (StoreException.Unavailable e) {
            LOG.warnf("webhooks cannot be told now: %s", e.getMessage());
        }
    }

    private void begin(Webhook webhook) {
        if (!threads.isShutdown() && working.add(webhook.id())) {
            threads.execute(() -> deliver(webhook));
        }
    }

    private void deliver(Webhook webhook) {
        try {
            count(webhook, delivering.to(webhook));
        } catch (RuntimeException e) {
            LOG.warnf("the webhook '%s' cannot be told now: %s", webhook.name(), e.getMessage());
        } finally {
            working.remove(webhook.id());
        }
    }

    private void count(Webhook webhook, Deliver.Outcome outcome) {
        meters.counter("graft.webhooks.deliveries", "outcome", "delivered").increment(outcome.delivered());
        meters.counter("graft.webhooks.deliveries", "outcome", "failed").increment(outcome.failed());
        meters.counter("graft.webhooks.deliveries", "outcome", "given-up").increment(outcome.givenUp());
        if (outcome.failed() > 0) {
            LOG.warnf("the webhook '%s' does not take what it is told; it is tried again", webhook.name());
        }
        if (outcome.givenUp() > 0) {
            LOG.errorf(
                    "the webhook '%s' did not take %d deliveries within the time; they are put aside",
                    webhook.name(), outcome.givenUp());
        }
    }

    void onStop(@Observes ShutdownEvent stop) {
        threads.shutdown();
    }
}

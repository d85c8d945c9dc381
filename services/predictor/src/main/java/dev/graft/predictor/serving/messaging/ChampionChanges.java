package dev.graft.predictor.serving.messaging;

import dev.graft.contracts.event.ModelPromoted;
import dev.graft.contracts.event.ModelRolledBack;
import dev.graft.platform.event.Inbox;
import dev.graft.platform.event.Retry;
import dev.graft.platform.store.StoreException;
import dev.graft.predictor.serving.SwapChampion;
import dev.graft.predictor.serving.SwapChampion.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Swaps the champion when the registry says that it moved. The event is only the signal: what is live is read from the
 * registry's objects, at start, on every event, and now and then for an event that was lost.
 */
@ApplicationScoped
public class ChampionChanges {
    private static final Logger LOG = Logger.getLogger(ChampionChanges.class);

    private final Inbox inbox;
    private final SwapChampion swap;
    private final Retry retry;
    private final MeterRegistry meters;

    public ChampionChanges(Inbox inbox, SwapChampion swap, Retry retry, MeterRegistry meters) {
        this.inbox = inbox;
        this.swap = swap;
        this.retry = retry;
        this.meters = meters;
    }

    void onStart(@Observes StartupEvent start) {
        retry.run("loading the champions", swap::bringAllUpToDate);
    }

    @Incoming("model-promoted")
    @Blocking
    public void onPromoted(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record, ModelPromoted.class, event -> follow(event.data().task()));
    }

    @Incoming("model-rolled-back")
    @Blocking
    public void onRolledBack(ConsumerRecord<String, byte[]> record) {
        inbox.receive(
                record, ModelRolledBack.class, event -> follow(event.data().task()));
    }

    @Scheduled(
            every = "{graft.predictor.reconcile-every:10s}",
            delayed = "{graft.predictor.reconcile-every:10s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void reconcile() {
        try {
            swap.bringAllUpToDate();
        } catch (StoreException.Unavailable e) {
            LOG.warnf("cannot look after the champions now: %s", e.getMessage());
        }
    }

    private void follow(String task) {
        Outcome outcome = swap.bringUpToDate(task);
        LOG.infof("champion of %s: %s", task, outcome);
        meters.counter(
                        "graft.predictor.swaps",
                        "task",
                        task,
                        "outcome",
                        outcome.name().toLowerCase(Locale.ROOT))
                .increment();
    }
}

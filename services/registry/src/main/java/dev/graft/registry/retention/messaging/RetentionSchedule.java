package dev.graft.registry.retention.messaging;

import dev.graft.platform.store.StoreException;
import dev.graft.registry.retention.CollectGarbage;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Collects garbage by the clock, where that is configured. */
@ApplicationScoped
public class RetentionSchedule {
    private static final Logger LOG = Logger.getLogger(RetentionSchedule.class);

    private final CollectGarbage collecting;

    public RetentionSchedule(CollectGarbage collecting) {
        this.collecting = collecting;
    }

    @Scheduled(
            every = "${graft.registry.retention.every:off}",
            delayed = "1m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void collect() {
        try {
            collecting.collect(false).ifPresent(done -> LOG.info(done.summary()));
        } catch (StoreException.Unavailable e) {
            LOG.warnf("cannot collect garbage now: %s", e.getMessage());
        }
    }
}

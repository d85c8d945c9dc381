package dev.graft.registry.retention.messaging;

import dev.graft.platform.store.StoreException;
import dev.graft.registry.retention.CollectGarbage;
import dev.graft.registry.retention.GarbageCollection;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Collects garbage by the clock, where that is configured. */
@ApplicationScoped
public class RetentionSchedule {
    private static final Logger LOG = Logger.getLogger(RetentionSchedule.class);

    private final CollectGarbage collecting;
    private final String every;

    public RetentionSchedule(
            CollectGarbage collecting,
            @ConfigProperty(name = "graft.registry.retention.every", defaultValue = "off") String every) {
        this.collecting = collecting;
        this.every = every;
    }

    /** Also makes a setting that cannot be stop the service here, not at the first collection. */
    void onStart(@Observes StartupEvent start) {
        LOG.infof("garbage is collected on request; by the clock: %s", every);
    }

    @Scheduled(
            every = "${graft.registry.retention.every:off}",
            delayed = "1m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void collect() {
        try {
            while (collectedSome()) {
                // One collection is bounded, so that its result is; what is left goes now, not a period later.
            }
        } catch (StoreException.Unavailable e) {
            LOG.warnf("cannot collect garbage now: %s", e.getMessage());
        }
    }

    private boolean collectedSome() {
        Optional<GarbageCollection> done = collecting.collect(false);
        done.ifPresent(some -> LOG.info(some.summary()));
        return done.filter(some -> some.more() && some.runs() > 0).isPresent();
    }
}

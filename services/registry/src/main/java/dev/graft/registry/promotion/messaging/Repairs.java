package dev.graft.registry.promotion.messaging;

import dev.graft.platform.event.Retry;
import dev.graft.platform.signing.SigningConfig;
import dev.graft.platform.store.StoreException;
import dev.graft.registry.promotion.RepairModels;
import dev.graft.registry.promotion.SignExistingVersions;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Finishes now and then what this process had to leave unfinished, and signs at start what has no signature. */
@ApplicationScoped
public class Repairs {
    private static final Logger LOG = Logger.getLogger(Repairs.class);

    private final RepairModels repairing;
    private final SignExistingVersions signing;
    private final SigningConfig config;
    private final Retry retry;

    public Repairs(RepairModels repairing, SignExistingVersions signing, SigningConfig config, Retry retry) {
        this.repairing = repairing;
        this.signing = signing;
        this.config = config;
        this.retry = retry;
    }

    void onStart(@Observes StartupEvent start) {
        if (config.signExisting()) {
            LOG.infof(
                    "signed %d versions that had no signature of a known key",
                    retry.call("signing the versions", signing::signAll));
        }
    }

    @Scheduled(
            every = "${graft.registry.finish-every:10s}",
            delayed = "${graft.registry.finish-every:10s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void finish() {
        try {
            repairing.repairUnfinished();
        } catch (StoreException.Unavailable e) {
            LOG.warnf("cannot finish moves now: %s", e.getMessage());
        }
    }
}

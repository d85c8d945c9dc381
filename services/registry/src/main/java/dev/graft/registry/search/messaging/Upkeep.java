package dev.graft.registry.search.messaging;

import dev.graft.platform.store.StoreException;
import dev.graft.registry.search.MemoryIndex;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Lets searches find what other processes did: now and then the index catches up. */
@ApplicationScoped
public class Upkeep {
    private static final Logger LOG = Logger.getLogger(Upkeep.class);

    private final MemoryIndex index;

    public Upkeep(MemoryIndex index) {
        this.index = index;
    }

    @Scheduled(
            every = "${graft.registry.index-every:10s}",
            delayed = "${graft.registry.index-every:10s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void catchUp() {
        try {
            index.catchUp();
        } catch (StoreException.Unavailable e) {
            LOG.warnf("the index of models cannot catch up now: %s", e.getMessage());
        }
    }
}

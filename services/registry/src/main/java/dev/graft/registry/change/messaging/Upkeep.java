package dev.graft.registry.change.messaging;

import dev.graft.platform.event.Retry;
import dev.graft.platform.store.StoreException;
import dev.graft.registry.change.Changes;
import dev.graft.registry.change.PublishChanges;
import dev.graft.registry.search.MemoryIndex;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Makes good what no process did at its time: finishes and publishes what a dead one left, and now and then compares the
 * models in the store with what is published of them.
 */
@ApplicationScoped
public class Upkeep {
    private static final Logger LOG = Logger.getLogger(Upkeep.class);

    private final PublishChanges publishing;
    private final MemoryIndex index;
    private final Retry retry;

    public Upkeep(
            PublishChanges publishing, MemoryIndex index, Changes changes, ChangePublisher publisher, Retry retry) {
        this.publishing = publishing;
        this.index = index;
        this.retry = retry;
        changes.onChange(publisher::wake);
    }

    void onStart(@Observes StartupEvent start) {
        int models = retry.call("finishing changes of others", publishing::publishOfOthers);
        LOG.infof("%d models may have been left in the middle of a change", models);
        // Not on the publisher's thread: where many models are new to the topic, changes do not wait for them.
        Infrastructure.getDefaultWorkerPool().execute(this::catchUp);
    }

    @Scheduled(
            every = "${graft.registry.index-every:10s}",
            delayed = "${graft.registry.index-every:10s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void catchUp() {
        try {
            publishing.publishOfOthers();
            index.catchUp(publishing::compare);
        } catch (StoreException.Unavailable e) {
            LOG.warnf("the index of models cannot catch up now: %s", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("the index of models cannot catch up now", e);
        }
    }
}

package dev.graft.registry.change.messaging;

import dev.graft.registry.change.Changes;
import dev.graft.registry.change.PublishChanges;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Publishes each change soon after it was made, on a thread of its own, so that no caller waits for the broker. */
@ApplicationScoped
public class ChangePublisher {
    private static final Logger LOG = Logger.getLogger(ChangePublisher.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final PublishChanges publishing;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread daemon = new Thread(work, "model-changes");
        daemon.setDaemon(true);
        return daemon;
    });
    private final AtomicBoolean waiting = new AtomicBoolean();

    public ChangePublisher(PublishChanges publishing, Changes changes, MeterRegistry meters) {
        this.publishing = publishing;
        meters.gauge("graft.registry.unpublished.changes", changes, Changes::waiting);
    }

    /** Says that there is something to publish; returns at once. */
    public void wake() {
        publishAfter(Duration.ZERO);
    }

    private void publishAfter(Duration pause) {
        if (!thread.isShutdown() && waiting.compareAndSet(false, true)) {
            thread.schedule(this::publish, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void publish() {
        // Before the look, so that a change that is made during it is looked for once more.
        waiting.set(false);
        try {
            publishing.publishOwn();
        } catch (RuntimeException e) {
            LOG.warnf("the states of some models could not be published, next try in %s: %s", PAUSE, e.getMessage());
            publishAfter(PAUSE);
        }
    }

    /** What is not published then is published by the next process, which finds its marks. */
    void onStop(@Observes ShutdownEvent stop) {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("some states of models are left to be published by the next registry");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

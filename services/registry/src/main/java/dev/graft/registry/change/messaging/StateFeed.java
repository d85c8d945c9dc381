package dev.graft.registry.change.messaging;

import dev.graft.registry.change.PublishChanges;
import dev.graft.registry.change.StateEvents;
import dev.graft.registry.search.MemoryIndex;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Brings the published states into the index: all of them before the service takes its first request, and those of
 * others as they come.
 */
@ApplicationScoped
public class StateFeed {
    private static final Logger LOG = Logger.getLogger(StateFeed.class);

    /** After the topics are created, before anything changes a model. */
    private static final int BEFORE_CHANNELS = 500;

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Map<String, Object> kafka;
    private final StateTopic topic;
    private final MemoryIndex index;
    private final PublishChanges publishing;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable StateReader reader;
    private @Nullable Thread thread;

    public StateFeed(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            StateTopic topic,
            MemoryIndex index,
            PublishChanges publishing) {
        this.kafka = kafka;
        this.topic = topic;
        this.index = index;
        this.publishing = publishing;
    }

    void onStart(@Observes @Priority(BEFORE_CHANNELS) StartupEvent start) {
        long begin = System.nanoTime();
        StateReader opened = new StateReader(kafka);
        load(opened.readToEnd());
        LOG.infof("%d models known from their states, in %d ms", index.size(), (System.nanoTime() - begin) / 1_000_000);
        reader = opened;
        thread = new Thread(() -> follow(opened), "model-states");
        thread.setDaemon(true);
        thread.start();
    }

    private void load(Collection<StateRecord> states) {
        states.forEach(topic::seen);
        index.load(states.stream()
                .map(StateRecord::data)
                .flatMap(Optional::stream)
                .map(StateEvents::state)
                .flatMap(Optional::stream)
                .toList());
    }

    private void follow(StateReader states) {
        while (stopped.getCount() > 0) {
            try {
                states.next(POLL).forEach(this::take);
            } catch (WakeupException e) {
                LOG.debug("told to stop");
            } catch (RuntimeException e) {
                LOG.errorf(e, "cannot follow the states of the models; next try in %s", PAUSE);
                pause();
            }
        }
        states.close();
    }

    private void take(StateRecord record) {
        topic.seen(record);
        boolean known = index.known(record.model()).filter(publishing::isNewest).isPresent();
        if (!known) {
            refresh(record.model());
        }
    }

    private void refresh(String model) {
        try {
            index.refresh(model);
        } catch (RuntimeException e) {
            LOG.warnf("model '%s' has changed and cannot be read now, later it will be: %s", model, e.getMessage());
        }
    }

    private void pause() {
        try {
            if (stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("told to stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped.countDown();
        }
    }

    void onStop(@Observes ShutdownEvent stop) {
        stopped.countDown();
        if (reader != null && thread != null) {
            reader.wakeUp();
            try {
                thread.join(FAREWELL.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

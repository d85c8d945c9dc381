package dev.graft.predictor.serving.scoring.messaging;

import dev.graft.contracts.EventType;
import dev.graft.platform.event.EventCodec;
import dev.graft.platform.store.StoreException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a session of scoring going for as long as the service runs. A broker or a store that is away is waited for; anything
 * else stops the scoring loudly, because nobody knows what it would break.
 */
@ApplicationScoped
public class ScoringFeed {
    private static final Logger LOG = Logger.getLogger(ScoringFeed.class);

    /** After the champions are loaded. */
    private static final int LAST = Interceptor.Priority.PLATFORM_AFTER;

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration FAREWELL = Duration.ofSeconds(15);

    private final ScoringConfig config;
    private final ScoringClients clients;
    private final Replies replies;
    private final EventCodec codec;
    private final ScoringMeters meters;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable ScoringSession session;
    private volatile @Nullable String failure;
    private @Nullable Thread thread;

    public ScoringFeed(
            ScoringConfig config, ScoringClients clients, Replies replies, EventCodec codec, ScoringMeters meters) {
        this.config = config;
        this.clients = clients;
        this.replies = replies;
        this.codec = codec;
        this.meters = meters;
    }

    void onStart(@Observes @Priority(LAST) StartupEvent start) {
        if (config.inputsAtOnce() < 1 || config.inputsAtOnce() > 10_000) {
            throw new IllegalStateException("graft.scoring.inputs-at-once must be 1 to 10,000");
        }
        if (config.enabled()) {
            Thread started = new Thread(this::follow, "prediction-scoring");
            started.setDaemon(true);
            started.start();
            thread = started;
        }
    }

    private void follow() {
        while (isGoing()) {
            try (ScoringSession opened = new ScoringSession(clients, replies, codec, meters, config.inputsAtOnce())) {
                session = opened;
                opened.run(EventType.PREDICTION_REQUESTED.topic(), this::isGoing);
            } catch (WakeupException e) {
                LOG.debug("scoring ends");
            } catch (KafkaException | StoreException.Unavailable e) {
                LOG.warnf("scoring begins again: %s", e.getMessage());
                meters.restarted();
                pause();
            } catch (RuntimeException e) {
                failure = String.valueOf(e.getMessage());
                LOG.error("scoring stops its topic", e);
                return;
            } finally {
                session = null;
            }
        }
    }

    private boolean isGoing() {
        return stopped.getCount() > 0;
    }

    private void pause() {
        try {
            boolean ended = stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            LOG.debugf("scoring %s", ended ? "ends" : "goes on");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Why nothing is answered over Kafka any more; empty: it is, or nobody wants it. */
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    void onStop(@Observes ShutdownEvent stop) throws InterruptedException {
        stopped.countDown();
        ScoringSession last = session;
        if (last != null) {
            last.wakeUp();
        }
        if (thread != null) {
            thread.join(FAREWELL.toMillis());
        }
    }
}

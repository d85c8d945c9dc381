package dev.graft.dashboard.messaging;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The reading of the past: it is done when everything that lay in the topics at the start is in the read model.
 *
 * <p>A partition is done when its last record has been handled. A partition may also end in what is no record (the mark of
 * a producer's transaction): then it is done when the consumer stands behind that end and nothing has come for a moment.
 */
@ApplicationScoped
public class CatchUp {
    private static final Logger LOG = Logger.getLogger(CatchUp.class);

    /** After the topics are made, before the channels subscribe. */
    private static final int BEFORE_CHANNELS = 200;

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final TopicEnds ends;
    private final KafkaClientService clients;
    private final Map<TopicPartition, Long> missing = new ConcurrentHashMap<>();
    private final AtomicLong handled = new AtomicLong();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private long handledAtLastLook = -1;

    @Nullable
    private Cancellable looking;

    public CatchUp(TopicEnds ends, KafkaClientService clients) {
        this.ends = ends;
        this.clients = clients;
    }

    void onStart(@Observes @Priority(BEFORE_CHANNELS) StartupEvent start) {
        missing.putAll(ends.now());
        LOG.infof("reading the past of %d partitions", missing.size());
        looking = Multi.createFrom()
                .ticks()
                .every(LOOK_EVERY)
                .onOverflow()
                .drop()
                .subscribe()
                .with(tick -> look());
        endIfNothingIsMissing();
    }

    void handled(ConsumerRecord<String, byte[]> record) {
        handled.incrementAndGet();
        if (!isDone()) {
            passed(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
            endIfNothingIsMissing();
        }
    }

    public boolean isDone() {
        return done.isDone();
    }

    /** Ends when the past has been read. */
    public CompletableFuture<Void> whenDone() {
        return done;
    }

    /** Partitions whose past has not been read to the end. */
    int missing() {
        return missing.size();
    }

    private void passed(TopicPartition partition, long position) {
        missing.computeIfPresent(partition, (key, end) -> position >= end ? null : end);
    }

    private void look() {
        boolean quiet = handledAtLastLook == handled.get();
        handledAtLastLook = handled.get();
        var consumer = clients.getConsumer(EventFeed.CHANNEL);
        if (quiet && consumer != null && !isDone()) {
            consumer.getPositions()
                    .subscribe()
                    .with(
                            positions -> {
                                positions.forEach(this::passed);
                                endIfNothingIsMissing();
                            },
                            failure -> LOG.debugf("positions not known yet: %s", failure.getMessage()));
        }
    }

    private void endIfNothingIsMissing() {
        if (missing.isEmpty() && done.complete(null)) {
            LOG.infof("the past is read: %d records", handled.get());
            if (looking != null) {
                looking.cancel();
            }
        }
    }
}

package dev.graft.dashboard.messaging;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** The reading of the past: it is done when every record that lay in the topics at the start has been handled. */
@ApplicationScoped
public class CatchUp {
    private static final Logger LOG = Logger.getLogger(CatchUp.class);

    /** After the topics are made, before the channels subscribe. */
    private static final int BEFORE_CHANNELS = 200;

    private final TopicEnds ends;
    private final Map<TopicPartition, Long> missing = new ConcurrentHashMap<>();
    private final AtomicLong handled = new AtomicLong();
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    public CatchUp(TopicEnds ends) {
        this.ends = ends;
    }

    void onStart(@Observes @Priority(BEFORE_CHANNELS) StartupEvent start) {
        missing.putAll(ends.now());
        LOG.infof("reading the past of %d partitions", missing.size());
        endIfNothingIsMissing();
    }

    void handled(ConsumerRecord<String, byte[]> record) {
        handled.incrementAndGet();
        if (!isDone()) {
            var partition = new TopicPartition(record.topic(), record.partition());
            missing.computeIfPresent(partition, (key, end) -> record.offset() + 1 >= end ? null : end);
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

    private void endIfNothingIsMissing() {
        if (missing.isEmpty() && done.complete(null)) {
            LOG.infof("the past is read: %d records", handled.get());
        }
    }
}

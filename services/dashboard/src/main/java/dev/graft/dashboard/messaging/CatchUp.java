package dev.graft.dashboard.messaging;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** The line between past and present: where the topics ended at the start, and whether all before has been read. */
@ApplicationScoped
public class CatchUp {
    private static final Logger LOG = Logger.getLogger(CatchUp.class);

    /** After the topics are made, before the channels subscribe. */
    private static final int BEFORE_CHANNELS = 200;

    private final TopicEnds topics;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private volatile Map<TopicPartition, Long> ends = Map.of();
    private volatile int missing;

    public CatchUp(TopicEnds topics) {
        this.topics = topics;
    }

    void onStart(@Observes @Priority(BEFORE_CHANNELS) StartupEvent start) {
        ends = topics.now();
        missing = ends.size();
        LOG.infof("reading the past of %d partitions", missing);
    }

    /** By partition the offset behind the last record that lay there at the start; without those that were empty. */
    Map<TopicPartition, Long> ends() {
        return ends;
    }

    /** @param partitions whose past has not been read to the end */
    void progress(int partitions) {
        missing = partitions;
    }

    void finish(long records) {
        missing = 0;
        done.complete(null);
        LOG.infof("the past is read: %d records", records);
    }

    /** The past cannot be read, and nobody knows why: this process is of no use. */
    void fail(Throwable cause) {
        LOG.error("the past cannot be read", cause);
        done.completeExceptionally(cause);
    }

    public boolean isDone() {
        return done.isDone() && !hasFailed();
    }

    boolean hasFailed() {
        return done.isCompletedExceptionally();
    }

    /** Ends when the past has been read. */
    public CompletableFuture<Void> whenDone() {
        return done;
    }

    /** Partitions whose past has not been read to the end. */
    int missing() {
        return missing;
    }
}

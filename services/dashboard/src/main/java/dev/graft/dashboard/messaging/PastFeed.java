package dev.graft.dashboard.messaging;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Brings what lay in the topics at the start into the read model, on a thread of its own, while what comes is taken in too. */
@ApplicationScoped
public class PastFeed {
    private static final int BEHIND_CATCH_UP = 300;

    /** Two of them are on their way at a time. */
    private static final int CHUNK = 500;

    /** Of each of about a hundred partitions once fetched, still packed, so that it all fits into a small heap. */
    private static final int PARTITION_BYTES = 128 << 10;

    /**
     * Of each of them unpacked. What waits is several times as large in memory, and outlives the garbage around it: the less
     * there is, the less the collector moves.
     */
    private static final int WAITING_BYTES = 16 << 10;

    private static final int RECORDS_UNPACKED_AT_ONCE = 50;

    private static final int FETCH_BYTES = 8 << 20;

    private final CatchUp catchUp;
    private final EventFeed feed;
    private final Map<String, Object> kafka;
    private final Thread thread = new Thread(this::run, "graft-past");

    public PastFeed(CatchUp catchUp, EventFeed feed, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.catchUp = catchUp;
        this.feed = feed;
        this.kafka = kafka;
    }

    void onStart(@Observes @Priority(BEHIND_CATCH_UP) StartupEvent start) {
        thread.setDaemon(true);
        thread.start();
    }

    void onStop(@Observes ShutdownEvent stop) {
        thread.interrupt();
    }

    private void run() {
        Map<String, Object> settings = TopicEnds.ofNoGroup(kafka);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_BYTES);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_UNPACKED_AT_ONCE);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            catchUp.finish(read(new Past(consumer, catchUp.ends(), WAITING_BYTES)));
        } catch (InterruptException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            catchUp.fail(e);
        }
    }

    /** While records are decoded, those before are taken in and those after are fetched. */
    private long read(Past past) {
        ForkJoinPool decoders =
                new ForkJoinPool(Runtime.getRuntime().availableProcessors(), PastFeed::decoder, null, false);
        try {
            long records = 0;
            List<ConsumerRecord<String, byte[]>> next = past.next(CHUNK);
            ForkJoinTask<List<Runnable>> decoding = decode(decoders, next);
            while (!next.isEmpty()) {
                records += next.size();
                next = past.next(CHUNK);
                ForkJoinTask<List<Runnable>> ahead = decode(decoders, next);
                decoding.join().forEach(Runnable::run);
                decoding = ahead;
                catchUp.progress(past.missing());
            }
            return records;
        } finally {
            decoders.shutdown();
        }
    }

    /** A thread that finds the service's classes, which a pool's own thread does not. */
    private static ForkJoinWorkerThread decoder(ForkJoinPool pool) {
        ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
        thread.setContextClassLoader(PastFeed.class.getClassLoader());
        return thread;
    }

    private ForkJoinTask<List<Runnable>> decode(ForkJoinPool decoders, List<ConsumerRecord<String, byte[]>> records) {
        return decoders.submit(() -> feed.decoded(records));
    }
}

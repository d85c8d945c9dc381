package dev.graft.predictor.serving.scoring.messaging;

import dev.graft.platform.event.DeadLetters;
import dev.graft.predictor.serving.scoring.messaging.Replies.Reply;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;

/** Counts what is answered over Kafka and takes its time. */
@Singleton
class ScoringMeters {
    private final MeterRegistry meters;
    private final DeadLetters deadLetters;
    private final AtomicInteger held = new AtomicInteger();

    ScoringMeters(MeterRegistry meters, DeadLetters deadLetters) {
        this.meters = meters;
        this.deadLetters = deadLetters;
        Gauge.builder("graft.scoring.partitions.waiting", held, AtomicInteger::get)
                .register(meters);
    }

    /** The client's own figures, its lag among them, until they are closed. */
    KafkaClientMetrics watch(Consumer<?, ?> consumer) {
        KafkaClientMetrics figures = new KafkaClientMetrics(consumer);
        figures.bindTo(meters);
        return figures;
    }

    /** Partitions whose next request waits for a champion. */
    void held(int partitions) {
        held.set(partitions);
    }

    void overloaded() {
        meters.counter("graft.scoring.overloaded").increment();
    }

    void restarted() {
        meters.counter("graft.scoring.restarts").increment();
    }

    void timeTransaction(Runnable transaction) {
        meters.timer("graft.scoring.transactions").record(transaction);
    }

    /** What is committed. */
    void sent(Reply reply) {
        String refusal = reply.refusal();
        if (refusal != null) {
            deadLetters.buried(reply.to().record(), refusal);
        }
        meters.counter("graft.scoring.requests", "outcome", refusal == null ? "answered" : "refused")
                .increment();
    }
}

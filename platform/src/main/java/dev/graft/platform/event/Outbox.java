package dev.graft.platform.event;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventType;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Sends events and returns only when the broker has them on all replicas. Called on worker threads. */
@ApplicationScoped
public class Outbox {
    /** A little longer than the producer's own delivery timeout, so that its error is the one that is seen. */
    private static final Duration PATIENCE = Duration.ofMinutes(11);

    private final MutinyEmitter<byte[]> emitter;
    private final EventCodec codec;
    private final MeterRegistry meters;

    public Outbox(@Channel("graft-events") MutinyEmitter<byte[]> emitter, EventCodec codec, MeterRegistry meters) {
        this.emitter = emitter;
        this.codec = codec;
        this.meters = meters;
    }

    public void publish(Event<?> event) {
        EventSpans.announce(event, () -> send(codec.encode(event)));
        meters.counter("graft.events.published", "type", event.type().shortName())
                .increment();
    }

    /** Says, on the topic of a state, that what {@code key} names is gone. */
    public void publishGone(EventType state, String key) {
        send(codec.encodeTombstone(state, key));
        meters.counter("graft.events.published", "type", state.shortName()).increment();
    }

    /** Sends a record that is no event of the mesh. */
    public void send(ProducerRecord<String, byte[]> record) {
        var metadata = OutgoingKafkaRecordMetadata.<String>builder()
                .withTopic(record.topic())
                .withKey(record.key())
                .withHeaders(record.headers());
        if (record.partition() != null) {
            metadata.withPartition(record.partition());
        }
        emitter.sendMessage(Message.of(record.value()).addMetadata(metadata.build()))
                .await()
                .atMost(PATIENCE);
    }
}

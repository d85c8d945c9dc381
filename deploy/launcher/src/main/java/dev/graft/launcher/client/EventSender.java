package dev.graft.launcher.client;

import dev.graft.contracts.EventType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Events into the mesh, sent as any producer would: a plain Kafka client and five headers. */
public final class EventSender implements AutoCloseable {

    private static final String SOURCE = "/graft/launcher";
    private static final int TIMEOUT_MILLIS = 15_000;
    private static final int MAX_REQUEST_BYTES = 4 << 20;

    private final KafkaProducer<String, byte[]> producer;

    public EventSender(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "acks", "all",
                        "max.block.ms", TIMEOUT_MILLIS,
                        "delivery.timeout.ms", TIMEOUT_MILLIS,
                        "request.timeout.ms", TIMEOUT_MILLIS / 2,
                        "max.request.size", MAX_REQUEST_BYTES),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /**
     * Sends an event and waits until the broker has it.
     *
     * @param json the payload; sent as it is, valid or not
     * @return the event's id
     * @throws IllegalStateException when the broker does not take it
     */
    public String send(EventType type, String task, byte[] json) throws InterruptedException {
        String id = UUID.randomUUID().toString();
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(type.topic(), task, json);
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        id,
                        "ce_source",
                        SOURCE,
                        "ce_type",
                        type.type(),
                        "ce_time",
                        Instant.now().toString(),
                        "content-type",
                        "application/json")
                .forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try {
            producer.send(message).get();
            return id;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker did not take the event: " + e.getCause(), e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}

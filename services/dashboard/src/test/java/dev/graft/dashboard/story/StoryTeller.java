package dev.graft.dashboard.story;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventType;
import dev.graft.platform.event.DeadLetters;
import dev.graft.platform.event.EventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends events with a plain Kafka producer; returns when the broker has them. */
public final class StoryTeller implements AutoCloseable {
    private final EventCodec codec = new EventCodec();
    private final KafkaProducer<String, byte[]> producer;

    public StoryTeller(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.LINGER_MS_CONFIG, 0),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    public void tell(List<Event<?>> events) {
        events.forEach(event -> send(codec.encode(event)));
    }

    /** A record that is no event. */
    public void tellNonsense(EventType type, String key, String value) {
        send(new ProducerRecord<>(type.topic(), key, value.getBytes(StandardCharsets.UTF_8)));
    }

    /** A dead letter as the platform writes it. */
    public void bury(String service, String topic, long offset, String key, String value, String reason, Instant time) {
        var letter = new ProducerRecord<>(EventType.DEAD_LETTER_TOPIC, key, value.getBytes(StandardCharsets.UTF_8));
        Map.of(
                        DeadLetters.REASON,
                        reason,
                        DeadLetters.TOPIC,
                        topic,
                        DeadLetters.PARTITION,
                        "3",
                        DeadLetters.OFFSET,
                        Long.toString(offset),
                        DeadLetters.SERVICE,
                        service,
                        DeadLetters.TIME,
                        time.toString())
                .forEach((name, text) -> letter.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        send(letter);
    }

    /** Events whose sending is one transaction, which leaves a mark behind that is no record. */
    public static void tellInTransaction(String bootstrapServers, List<Event<?>> events) {
        EventCodec codec = new EventCodec();
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                "story");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            events.forEach(event -> producer.send(codec.encode(event)));
            producer.commitTransaction();
        }
    }

    private void send(ProducerRecord<String, byte[]> record) {
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker did not take " + record.topic(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}

package dev.graft.registry;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventData;
import dev.graft.contracts.EventType;
import dev.graft.platform.event.EventCodec;
import dev.graft.platform.event.MalformedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends verdicts and hears what the registry announces, from the beginning. Used by one thread. */
final class KafkaTap implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Set<EventType> HEARD = Set.of(
            EventType.MODEL_PROMOTED,
            EventType.MODEL_REJECTED,
            EventType.MODEL_ROLLED_BACK,
            EventType.MODEL_EVALUATION_REQUESTED);

    private final EventCodec codec = new EventCodec();
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<Event<?>> heard = new ArrayList<>();
    private final List<ConsumerRecord<String, byte[]>> deadLetters = new ArrayList<>();

    KafkaTap(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "group.id",
                        "tap-" + UUID.randomUUID(),
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(Stream.concat(HEARD.stream().map(EventType::topic), Stream.of(EventType.DEAD_LETTER_TOPIC))
                .toList());
    }

    void send(Event<?> event) {
        send(codec.encode(event));
    }

    void send(ProducerRecord<String, byte[]> record) {
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits until {@code count} events of a kind have come for the task, repeats included. */
    <T extends EventData> List<Event<T>> await(String task, Class<T> type, int count) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (events(task, type).size() < count) {
            if (System.nanoTime() > end) {
                throw new AssertionError("only " + events(task, type) + " came, not " + count + " of " + type);
            }
            poll();
        }
        return events(task, type);
    }

    ConsumerRecord<String, byte[]> awaitDeadLetter(String key) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            for (ConsumerRecord<String, byte[]> record : deadLetters) {
                if (key.equals(record.key())) {
                    return record;
                }
            }
            poll();
        }
        throw new AssertionError("no dead letter of " + key + " came");
    }

    <T extends EventData> List<Event<T>> events(String task, Class<T> type) {
        List<Event<T>> found = new ArrayList<>();
        for (Event<?> event : heard) {
            if (type.isInstance(event.data()) && event.data().task().equals(task)) {
                @SuppressWarnings("unchecked") // The payload is a T.
                Event<T> typed = (Event<T>) event;
                found.add(typed);
            }
        }
        return found;
    }

    private void poll() {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(20))) {
            if (record.topic().equals(EventType.DEAD_LETTER_TOPIC)) {
                deadLetters.add(record);
            } else {
                heard.add(decode(record));
            }
        }
    }

    private Event<?> decode(ConsumerRecord<String, byte[]> record) {
        EventType type = HEARD.stream()
                .filter(each -> each.topic().equals(record.topic()))
                .findFirst()
                .orElseThrow();
        try {
            return codec.decode(record, type);
        } catch (MalformedEvent e) {
            throw new AssertionError("the registry announced what no schema allows", e);
        }
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}

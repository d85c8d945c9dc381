package dev.graft.dataprep;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventData;
import dev.graft.contracts.EventType;
import dev.graft.platform.event.EventCodec;
import dev.graft.platform.event.MalformedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The broker as a stranger uses it: sends records, and sees every event that comes out. */
final class Wire implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EventCodec codec = new EventCodec();
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();

    Wire(String bootstrap) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> all = Stream.concat(
                        Stream.of(
                                        EventType.TASK_DECLARED,
                                        EventType.BATCH_ACCEPTED,
                                        EventType.DATASET_PREPARED,
                                        EventType.DATASET_REJECTED)
                                .map(EventType::topic),
                        Stream.of(EventType.DEAD_LETTER_TOPIC))
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(all);
        consumer.seekToBeginning(all);
    }

    void send(String id, EventData data) {
        send(codec.encode(
                new Event<>(id, EventType.of(data.getClass()), "/producer", Instant.now(), null, null, null, data)));
    }

    void sendNonsense(EventType type, String key, String value) {
        send(new ProducerRecord<>(type.topic(), key, value.getBytes(StandardCharsets.UTF_8)));
    }

    private void send(ProducerRecord<String, byte[]> record) {
        try {
            producer.send(record).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** The first event of a type that satisfies the condition, whether it came already or comes within the patience. */
    <T extends EventData> Event<T> await(Class<T> type, Predicate<T> condition) {
        return await(record -> event(record, type).filter(event -> condition.test(event.data())));
    }

    /** The first event of a type that another event caused. */
    <T extends EventData> Event<T> awaitAnswer(String causationId, Class<T> type) {
        return await(record -> event(record, type).filter(event -> causationId.equals(event.causationId())));
    }

    /** The first dead letter of a key. */
    ConsumerRecord<String, byte[]> awaitDeadLetter(String key) {
        return await(record -> record.topic().equals(EventType.DEAD_LETTER_TOPIC) && key.equals(record.key())
                ? Optional.of(record)
                : Optional.empty());
    }

    /** All events of a type that came so far. */
    <T extends EventData> List<Event<T>> seen(Class<T> type, Predicate<T> condition) {
        poll(Duration.ZERO);
        return seen.stream()
                .flatMap(record -> event(record, type).stream())
                .filter(event -> condition.test(event.data()))
                .toList();
    }

    private <R> R await(Function<ConsumerRecord<String, byte[]>, Optional<R>> match) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int from = 0;
        while (true) {
            for (ConsumerRecord<String, byte[]> record : seen.subList(from, seen.size())) {
                Optional<R> found = match.apply(record);
                if (found.isPresent()) {
                    return found.get();
                }
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("nothing such came within " + PATIENCE + "; seen: "
                        + seen.stream()
                                .map(record -> record.topic() + " " + record.key())
                                .toList());
            }
            from = seen.size();
            poll(Duration.ofMillis(100));
        }
    }

    private void poll(Duration timeout) {
        consumer.poll(timeout).forEach(seen::add);
    }

    @SuppressWarnings("unchecked") // The codec reads the payload as the class that its type names.
    private <T extends EventData> Optional<Event<T>> event(ConsumerRecord<String, byte[]> record, Class<T> type) {
        EventType wanted = EventType.of(type);
        if (!record.topic().equals(wanted.topic())) {
            return Optional.empty();
        }
        try {
            return Optional.of((Event<T>) codec.decode(record, wanted));
        } catch (MalformedEvent e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}

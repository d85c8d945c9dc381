package dev.graft.dashboard.messaging;

import dev.graft.contracts.EventType;
import dev.graft.dashboard.replay.Letters;
import dev.graft.dashboard.replay.StoredLetter;
import dev.graft.dashboard.replay.StoredLetter.Field;
import dev.graft.dashboard.view.DeadLetter;
import dev.graft.dashboard.view.Place;
import dev.graft.dashboard.view.Replay;
import dev.graft.platform.http.Problem;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters in Kafka, read and sent back as bytes, since a record's key may be anything. Replays are rare: each has
 * clients of its own.
 */
@ApplicationScoped
public class KafkaLetters implements Letters {
    private static final String LETTER_HEADERS = "graft-dead-letter-";
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(200);

    /** A record of the largest size, with the header of its replay. */
    private static final int MAX_REQUEST_BYTES = 5 << 20;

    private final Map<String, Object> kafka;

    public KafkaLetters(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.kafka = kafka;
    }

    @Override
    public Optional<StoredLetter> read(Place place) {
        var partition = new TopicPartition(EventType.DEAD_LETTER_TOPIC, place.partition());
        Map<String, Object> settings = TopicEnds.ofNoGroup(kafka);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, place.offset());
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < deadline) {
                Iterator<ConsumerRecord<byte[], byte[]>> found =
                        consumer.poll(POLL).iterator();
                if (found.hasNext()) {
                    return Optional.of(found.next())
                            .filter(record -> record.offset() == place.offset())
                            .map(KafkaLetters::stored);
                }
                if (consumer.position(partition) > place.offset()
                        || consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L) <= place.offset()) {
                    return Optional.empty();
                }
            }
            throw away(null);
        } catch (KafkaException e) {
            throw away(e);
        }
    }

    @Override
    public Place sendBack(StoredLetter letter, Replay replay) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.keySet().retainAll(ProducerConfig.configNames());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * (int) PATIENCE.toMillis());
        DeadLetter told = letter.told();
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            Place place = send(
                    producer,
                    record(letter, producer.partitionsFor(told.topic()).size()));
            send(producer, new ReplayNote(told.id(), replay).record(told.place().partition(), letter.key()));
            return place;
        } catch (KafkaException e) {
            throw away(e);
        }
    }

    /** To the partition where it was found, which some records choose by themselves, while the topic has it. */
    private static ProducerRecord<byte[], byte[]> record(StoredLetter letter, int partitions) {
        DeadLetter told = letter.told();
        Integer partition = told.partition() < partitions ? Integer.valueOf(told.partition()) : null;
        var record = new ProducerRecord<>(told.topic(), partition, letter.key(), letter.value());
        letter.headers().forEach(field -> record.headers().add(field.name(), field.value()));
        ReplayNote.add(record.headers(), ReplayHeaders.OF, told.id());
        return record;
    }

    private static StoredLetter stored(ConsumerRecord<byte[], byte[]> record) {
        List<Field> headers = StreamSupport.stream(record.headers().spliterator(), false)
                .filter(header -> !header.key().startsWith(LETTER_HEADERS)
                        && !header.key().equals(ReplayHeaders.OF))
                .map(header -> new Field(header.key(), header.value()))
                .toList();
        byte[] value = record.value() == null ? new byte[0] : record.value();
        return new StoredLetter(DeadLetterReader.read(record), record.key(), value, headers);
    }

    private static <K> Place send(Producer<K, byte[]> producer, ProducerRecord<K, byte[]> record) {
        try {
            var metadata = producer.send(record).get();
            return new Place(metadata.partition(), metadata.offset());
        } catch (ExecutionException e) {
            throw away(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("The dashboard is shutting down");
        }
    }

    private static Problem away(@Nullable Throwable cause) {
        return Problem.unavailable("The broker did not take part within " + PATIENCE.toSeconds()
                + " s; try again, a record that comes twice does no harm"
                + (cause == null ? "" : ". " + cause.getMessage()));
    }
}

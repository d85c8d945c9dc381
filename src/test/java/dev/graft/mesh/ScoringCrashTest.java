package dev.graft.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventType;
import dev.graft.contracts.event.ModelPromoted;
import dev.graft.contracts.event.PredictionAnswered;
import dev.graft.contracts.event.PredictionRequested;
import dev.graft.platform.event.EventCodec;
import dev.graft.platform.event.MalformedEvent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/**
 * The predictor killed with {@code -9}, twice, while it answers 2,000 requests: for readers of what is committed each has
 * exactly one answer, and those of a key are in the order of their requests.
 */
class ScoringCrashTest {
    private static final String TASK = "crash-scoring";
    private static final int REQUESTS = 2_000;
    private static final int KEYS = 40;

    private final EventCodec codec = new EventCodec();
    private final List<Answer> answers = new ArrayList<>();

    /** An answer, by the key of its record and the id of its request. */
    private record Answer(String key, String request) {}

    @Test
    void each_request_has_one_answer_in_the_order_of_its_key_although_the_predictor_dies_twice() throws Exception {
        // given
        Mesh mesh = Mesh.shared();
        mesh.declare(Rows.quickTask(TASK));
        mesh.announce(TASK, Rows.some(40, 21));
        mesh.tap().await(TASK, ModelPromoted.class, Outcomes.PATIENCE);
        Map<String, List<String>> asked = ask(mesh);

        // when
        try (KafkaConsumer<String, byte[]> committed = reader(mesh, "read_committed")) {
            readUntil(REQUESTS / 8, committed);
            killAndRestart(mesh);
            readUntil(REQUESTS / 2, committed);
            killAndRestart(mesh);
            readUntil(REQUESTS, committed);
            readToEnd(committed);
        }

        // then
        assertThat(answers).hasSize(REQUESTS);
        assertThat(answers.stream()
                        .collect(Collectors.groupingBy(
                                Answer::key, Collectors.mapping(Answer::request, Collectors.toList()))))
                .isEqualTo(asked);
        try (KafkaConsumer<String, byte[]> all = reader(mesh, "read_uncommitted")) {
            System.out.printf("%d answers are committed, %d were written%n", answers.size(), count(all));
        }
    }

    private Map<String, List<String>> ask(Mesh mesh) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", mesh.bootstrapServers(), "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            return IntStream.range(0, REQUESTS)
                    .mapToObj(number -> {
                        String key = "customer-" + number % KEYS;
                        String id = key + "-" + number;
                        producer.send(codec.encode(request(id), key));
                        return new Answer(key, id);
                    })
                    .collect(Collectors.groupingBy(
                            Answer::key, Collectors.mapping(Answer::request, Collectors.toList())));
        }
    }

    private static Event<PredictionRequested> request(String id) {
        return new Event<>(
                id,
                EventType.PREDICTION_REQUESTED,
                "/tests/asker",
                Instant.now(),
                null,
                null,
                null,
                PredictionRequested.ofTexts(TASK, List.of("where is my parcel, number " + id)));
    }

    private static void killAndRestart(Mesh mesh) throws IOException, InterruptedException {
        mesh.service("predictor").kill9();
        mesh.service("predictor").restart();
    }

    private static KafkaConsumer<String, byte[]> reader(Mesh mesh, String isolation) {
        KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", mesh.bootstrapServers(), "isolation.level", isolation),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(IntStream.range(0, EventType.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(EventType.PREDICTION_ANSWERED.topic(), partition))
                .toList());
        consumer.seekToBeginning(consumer.assignment());
        return consumer;
    }

    private void readUntil(int count, KafkaConsumer<String, byte[]> consumer) throws MalformedEvent {
        long deadline = System.nanoTime() + Outcomes.PATIENCE.toNanos();
        while (answers.size() < count) {
            assertThat(System.nanoTime())
                    .as("time for %d answers; there are %d", count, answers.size())
                    .isLessThan(deadline);
            read(consumer);
        }
    }

    /** Until nothing is behind what was read: all requests are answered then, and nobody has anything left to write. */
    private void readToEnd(KafkaConsumer<String, byte[]> consumer) throws MalformedEvent {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            read(consumer);
        }
    }

    private void read(KafkaConsumer<String, byte[]> consumer) throws MalformedEvent {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
            Event<?> event = codec.decode(record, EventType.PREDICTION_ANSWERED);
            if (event.data() instanceof PredictionAnswered answer
                    && answer.task().equals(TASK)) {
                answers.add(new Answer(record.key(), event.causationId()));
            }
        }
    }

    private static long count(KafkaConsumer<String, byte[]> consumer) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        long records = 0;
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            records += consumer.poll(Duration.ofMillis(200)).count();
        }
        return records;
    }
}

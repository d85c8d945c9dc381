package dev.graft.predictor;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventType;
import dev.graft.contracts.event.PredictionAnswered;
import dev.graft.contracts.event.PredictionRequested;
import dev.graft.platform.event.DeadLetters;
import dev.graft.platform.event.EventCodec;
import dev.graft.platform.event.MalformedEvent;
import dev.graft.predictor.serving.SwapChampion;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
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
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests and answers over a real broker, with a real model. */
@QuarkusTest
@QuarkusTestResource(LocalStoreAndBroker.class)
class ScoringTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String TASK = "scored";

    @Inject
    TestRegistry registry;

    @Inject
    SwapChampion swap;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private final EventCodec codec = new EventCodec();
    private final List<ConsumerRecord<String, byte[]>> heard = new ArrayList<>();
    private KafkaProducer<String, byte[]> producer;
    private KafkaConsumer<String, byte[]> consumer;

    @BeforeEach
    void connect() {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = Stream.of(EventType.PREDICTION_ANSWERED.topic(), EventType.DEAD_LETTER_TOPIC)
                .flatMap(topic -> IntStream.range(0, EventType.PARTITIONS)
                        .mapToObj(partition -> new TopicPartition(topic, partition)))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        if (swap.tasks().stream().noneMatch(TASK::equals)) {
            registry.promote(TASK, 1, TinyModels.right());
        }
        swap.bringUpToDate(TASK);
    }

    @AfterEach
    void disconnect() {
        producer.close();
        consumer.close();
    }

    @Test
    void a_request_is_answered_under_its_key_with_who_answered_and_what_it_answers() throws MalformedEvent {
        // when
        String id = send("customer-7", TASK, "batch-3", TinyModels.PARCEL_TEXT, "give me my money back");

        // then
        ConsumerRecord<String, byte[]> record =
                await(answers(), answer -> answer.key().equals("customer-7"));
        Event<?> event = codec.decode(record, EventType.PREDICTION_ANSWERED);
        assertThat(event.causationId()).isEqualTo(id);
        assertThat(event.correlationId()).isEqualTo("batch-3");
        assertThat(event.source()).isEqualTo("/graft/predictor");
        assertThat(event.data()).isInstanceOfSatisfying(PredictionAnswered.class, answer -> {
            assertThat(answer.task()).isEqualTo(TASK);
            assertThat(answer.version()).isEqualTo(1);
            assertThat(answer.runId()).isEqualTo("run-1");
            assertThat(answer.predictions())
                    .extracting(PredictionAnswered.Prediction::label)
                    .containsExactly(TinyModels.PARCEL, TinyModels.REFUND);
            assertThat(answer.predictions())
                    .allSatisfy(each -> assertThat(each.probability()).isBetween(0.5, 1.0));
        });
        when().get("/q/metrics").then().body(containsString("graft_scoring_requests_total{"));
        when().get("/q/health/live").then().body("checks.name", hasItem("prediction-scoring"));
    }

    @Test
    void the_same_request_sent_twice_has_answers_of_the_same_id() throws MalformedEvent {
        String id = UUID.randomUUID().toString();
        send(record("twice", event(id, TASK, null, "hello")));
        send(record("twice", event(id, TASK, null, "hello")));

        List<ConsumerRecord<String, byte[]>> both = awaitAll(answers(), "twice", 2);

        assertThat(codec.decode(both.get(0), EventType.PREDICTION_ANSWERED).id())
                .isEqualTo(
                        codec.decode(both.get(1), EventType.PREDICTION_ANSWERED).id());
    }

    @Test
    void requests_of_a_key_are_answered_in_their_order_and_what_cannot_be_answered_holds_up_nothing() {
        // given, when
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            if (i % 5 == 1) {
                sendNoRequest("ordered");
            }
            if (i % 5 == 2) {
                send(record("ordered", event(UUID.randomUUID().toString(), TASK, null, " ")));
            }
            ids.add(send("ordered", TASK, null, "question " + i));
        }

        // then
        assertThat(awaitAll(answers(), "ordered", ids.size()))
                .extracting(record -> header(record, "ce_causationid"))
                .containsExactlyElementsOf(ids);
        assertThat(awaitAll(letters(), "ordered", 8))
                .extracting(record -> header(record, DeadLetters.REASON))
                .satisfies(reasons -> {
                    assertThat(reasons)
                            .filteredOn(reason -> reason.contains("no CloudEvent"))
                            .hasSize(4);
                    assertThat(reasons)
                            .filteredOn(reason -> reason.startsWith("texts[0] must be a text"))
                            .hasSize(4);
                });
    }

    @Test
    void a_request_waits_for_the_first_champion_of_its_task() {
        send("early", "first-of-scored", null, TinyModels.PARCEL_TEXT);

        registry.promote("first-of-scored", 1, TinyModels.right());

        assertThat(header(await(answers(), answer -> answer.key().equals("early")), "ce_type"))
                .isEqualTo(EventType.PREDICTION_ANSWERED.type());
    }

    @Test
    void a_task_that_never_has_a_champion_makes_dead_letters_and_the_others_go_on() {
        send("lost", "never-promoted", null, "hello");
        String behind = send("lost", TASK, null, "hello");

        assertThat(header(await(letters(), letter -> "lost".equals(letter.key())), DeadLetters.REASON))
                .contains("'never-promoted' has no champion");
        assertThat(header(await(answers(), answer -> answer.key().equals("lost")), "ce_causationid"))
                .isEqualTo(behind);
    }

    private String send(String key, String task, String correlation, String... texts) {
        String id = UUID.randomUUID().toString();
        send(record(key, event(id, task, correlation, texts)));
        return id;
    }

    private static Event<PredictionRequested> event(String id, String task, String correlation, String... texts) {
        return new Event<>(
                id,
                EventType.PREDICTION_REQUESTED,
                "/tests",
                Instant.now(),
                correlation,
                null,
                null,
                PredictionRequested.ofTexts(task, List.of(texts)));
    }

    private ProducerRecord<String, byte[]> record(String key, Event<PredictionRequested> event) {
        return codec.encode(event, key);
    }

    private void sendNoRequest(String key) {
        send(new ProducerRecord<>(
                EventType.PREDICTION_REQUESTED.topic(), key, "hello".getBytes(StandardCharsets.UTF_8)));
    }

    private void send(ProducerRecord<String, byte[]> record) {
        producer.send(record);
        producer.flush();
    }

    private static Predicate<ConsumerRecord<String, byte[]>> answers() {
        return record -> record.topic().equals(EventType.PREDICTION_ANSWERED.topic());
    }

    private static Predicate<ConsumerRecord<String, byte[]>> letters() {
        return record -> record.topic().equals(EventType.DEAD_LETTER_TOPIC);
    }

    private ConsumerRecord<String, byte[]> await(
            Predicate<ConsumerRecord<String, byte[]>> kind, Predicate<ConsumerRecord<String, byte[]>> wanted) {
        return await(kind.and(record -> record.key() != null).and(wanted), 1).get(0);
    }

    private List<ConsumerRecord<String, byte[]>> awaitAll(
            Predicate<ConsumerRecord<String, byte[]>> kind, String key, int count) {
        return await(kind.and(record -> key.equals(record.key())), count);
    }

    private List<ConsumerRecord<String, byte[]>> await(Predicate<ConsumerRecord<String, byte[]>> wanted, int count) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (heard.stream().filter(wanted).count() < count) {
            assertThat(System.nanoTime())
                    .as("time; heard %d records", heard.size())
                    .isLessThan(deadline);
            consumer.poll(Duration.ofMillis(200)).forEach(heard::add);
        }
        return heard.stream().filter(wanted).toList();
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}

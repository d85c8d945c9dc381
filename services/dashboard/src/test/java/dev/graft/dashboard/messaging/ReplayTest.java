package dev.graft.dashboard.messaging;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.graft.contracts.EventType;
import dev.graft.dashboard.MeshResource;
import dev.graft.dashboard.live.LiveEvent;
import dev.graft.dashboard.live.LiveEvents;
import dev.graft.dashboard.readmodel.Bounds;
import dev.graft.dashboard.readmodel.ReadModel;
import dev.graft.dashboard.story.Story;
import dev.graft.dashboard.view.DeadLetter;
import dev.graft.dashboard.view.Place;
import dev.graft.platform.event.DeadLetters;
import dev.graft.platform.event.EventCodec;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class ReplayTest {
    private static final Instant BEGIN = Instant.parse("2026-03-02T09:00:00Z");
    private static final byte[] NO_TEXT = {(byte) 0xff, 0, (byte) 0xfe};

    @Inject
    ReadModel model;

    @Inject
    LiveEvents live;

    @Inject
    CatchUp catchUp;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    @BeforeEach
    void awaitThePast() throws Exception {
        catchUp.whenDone().get(60, TimeUnit.SECONDS);
    }

    @Test
    void sends_the_record_back_as_it_was_and_says_so() throws Exception {
        Story story = new Story("replayed", BEGIN).batchLabelled("monday", "1");
        var record = bytes(new EventCodec().encode(story.last()));
        String id = bury(record, 2, 70);
        CountDownLatch read = new CountDownLatch(2);
        Consumer<LiveEvent> listener = event -> {
            if (event.name().equals("batch.labelled") || event.name().equals(LiveMessages.REPLAY)) {
                read.countDown();
            }
        };
        live.subscribe(null, listener, () -> {});

        ValidatableResponse answer = replay(id).statusCode(200).body("topic", equalTo(record.topic()));
        boolean came = read.await(30, TimeUnit.SECONDS);
        live.unsubscribe(listener);

        assertThat(came).isTrue();
        long offset = answer.extract().jsonPath().getLong("place.offset");
        var sent = at(record.topic(), new Place(2, offset));
        assertThat(sent.key()).isEqualTo(record.key());
        assertThat(sent.value()).isEqualTo(record.value());
        assertThat(header(sent, ReplayHeaders.OF)).isEqualTo(id);
        assertThat(header(sent, "ce_id")).isEqualTo(story.last().id());
        assertThat(sent.headers()).noneMatch(header -> header.key().startsWith("graft-dead-letter"));
        given().get("/api/batches?task=replayed").then().body("total", equalTo(1));
        given().get("/api/dead-letters?limit=500")
                .then()
                .body("items.find { it.id == '" + id + "' }.replay.explanation", equalTo("the schema is mended"));
    }

    @Test
    void a_read_model_that_is_built_anew_knows_of_the_replay() throws Exception {
        String id = bury(new ProducerRecord<>(EventType.RUN_STARTED.topic(), NO_TEXT, NO_TEXT), 1, 71);
        replay(id).statusCode(200);
        Place letter = model.deadLetter(id).orElseThrow().place();
        var note = at(EventType.DEAD_LETTER_TOPIC, new Place(letter.partition(), letter.offset() + 1));

        ReadModel rebuilt = new ReadModel(Bounds.DEFAULT);
        rebuilt.apply(DeadLetterReader.read(at(EventType.DEAD_LETTER_TOPIC, letter)));
        ReplayNote.of(note).ifPresent(found -> rebuilt.apply(found.letter(), found.replay()));

        assertThat(rebuilt.deadLetter(id).map(DeadLetter::replay)).isPresent();
    }

    @Test
    void a_question_to_a_model_keeps_a_key_that_is_no_text() throws Exception {
        byte[] question = "{\"task\":\"support\",\"texts\":[\"where?\"]}".getBytes(StandardCharsets.UTF_8);
        String id = bury(new ProducerRecord<>(EventType.PREDICTION_REQUESTED.topic(), NO_TEXT, question), 4, 72);

        long offset = replay(id).statusCode(200).extract().jsonPath().getLong("place.offset");

        var sent = at(EventType.PREDICTION_REQUESTED.topic(), new Place(4, offset));
        assertThat(sent.key()).isEqualTo(NO_TEXT);
        assertThat(sent.value()).isEqualTo(question);
    }

    @Test
    void what_still_cannot_be_read_comes_back_as_a_letter_that_names_the_first() throws Exception {
        var record =
                new ProducerRecord<>(EventType.BATCH_LABELLED.topic(), NO_TEXT, "{]".getBytes(StandardCharsets.UTF_8));
        record.headers().add(ReplayHeaders.OF, "data-prep:first:0:1".getBytes(StandardCharsets.UTF_8));

        String id = bury(record, 0, 73);

        assertThat(model.deadLetter(id).orElseThrow().replayOf()).isEqualTo("data-prep:first:0:1");
        assertThat(model.deadLetter(id).orElseThrow().replay()).isNull();
    }

    @Test
    void refuses_what_cannot_be_replayed_and_says_what_to_do() throws Exception {
        String empty = bury(new ProducerRecord<>(EventType.BATCH_LABELLED.topic(), NO_TEXT, new byte[0]), 0, 74);
        String foreign = bury(new ProducerRecord<>("orders", NO_TEXT, NO_TEXT), 0, 75);
        String state = bury(new ProducerRecord<>(EventType.MODEL_CHANGED.topic(), NO_TEXT, NO_TEXT), 0, 76);
        DeadLetter gone = model.deadLetter(empty).orElseThrow();
        model.apply(new DeadLetter(
                "gone",
                gone.topic(),
                0,
                1,
                "data-prep",
                "old",
                null,
                null,
                "",
                9,
                BEGIN,
                new Place(gone.place().partition(), gone.place().offset() + 1_000),
                null,
                null));

        replay("nobody").statusCode(404).body("detail", containsString("nobody"));
        replay("gone").statusCode(404).body("detail", containsString("retention"));
        replay(empty).statusCode(409).body("detail", containsString("offset 74"));
        replay(foreign).statusCode(409).body("detail", containsString("orders"));
        replay(state).statusCode(409);
        given().contentType("application/json")
                .body("{}")
                .post("/api/dead-letters/" + empty + "/replay")
                .then()
                .statusCode(400);
        given().contentType("text/plain")
                .body("{}")
                .post("/api/dead-letters/" + empty + "/replay")
                .then()
                .statusCode(415);
    }

    private static ValidatableResponse replay(String id) {
        return given().contentType("application/json")
                .body("{\"explanation\":\"the schema is mended\"}")
                .post("/api/dead-letters/{id}/replay", id)
                .then();
    }

    /** Returns the letter's id when the read model has it. */
    private String bury(ProducerRecord<byte[], byte[]> record, int partition, long offset) throws Exception {
        var letter =
                new ProducerRecord<>(EventType.DEAD_LETTER_TOPIC, null, record.key(), record.value(), record.headers());
        Map.of(
                        DeadLetters.REASON,
                        "a test",
                        DeadLetters.TOPIC,
                        record.topic(),
                        DeadLetters.PARTITION,
                        "" + partition,
                        DeadLetters.OFFSET,
                        "" + offset,
                        DeadLetters.SERVICE,
                        "data-prep",
                        DeadLetters.TIME,
                        BEGIN.toString())
                .forEach((name, text) -> ReplayNote.add(letter.headers(), name, text));
        String id = "data-prep:" + record.topic() + ":" + partition + ":" + offset;
        CountDownLatch read = new CountDownLatch(1);
        Consumer<LiveEvent> listener = event -> {
            if (event.id().equals(id)) {
                read.countDown();
            }
        };
        live.subscribe(null, listener, () -> {});
        try (var producer = new KafkaProducer<>(settings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(letter).get();
        }
        assertThat(read.await(30, TimeUnit.SECONDS)).isTrue();
        live.unsubscribe(listener);
        return id;
    }

    private ConsumerRecord<byte[], byte[]> at(String topic, Place place) {
        try (var consumer = new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partition = new TopicPartition(topic, place.partition());
            consumer.assign(List.of(partition));
            consumer.seek(partition, place.offset());
            return consumer.poll(Duration.ofSeconds(30)).iterator().next();
        }
    }

    private Map<String, Object> settings() {
        return Map.of("bootstrap.servers", bootstrap);
    }

    private static ProducerRecord<byte[], byte[]> bytes(ProducerRecord<String, byte[]> record) {
        return new ProducerRecord<>(
                record.topic(), null, record.key().getBytes(StandardCharsets.UTF_8), record.value(), record.headers());
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}

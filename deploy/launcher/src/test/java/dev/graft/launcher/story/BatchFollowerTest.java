package dev.graft.launcher.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.graft.contracts.EventData;
import dev.graft.contracts.EventType;
import dev.graft.contracts.event.BatchAccepted;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.event.ModelPromoted;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.RowCounts;
import dev.graft.contracts.event.RunAbandoned;
import dev.graft.contracts.event.RunEpochCompleted;
import dev.graft.launcher.client.EventSender;
import dev.graft.launcher.client.EventTail;
import dev.graft.launcher.mesh.LocalMesh;
import dev.graft.launcher.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchFollowerTest {

    private static final String TASK = "mood";
    private static final ObjectRef REPORT = new ObjectRef("s3://graft/report.json", "0".repeat(64), 1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    static Path folder;

    private static LocalMesh mesh;
    private static KafkaProducer<String, byte[]> services;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Terminal terminal =
            new Terminal(new PrintStream(printed, true, StandardCharsets.UTF_8), false, false);

    @BeforeAll
    static void start() throws Exception {
        mesh = LocalMesh.in(folder).only("broker").start();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", mesh.bootstrapServers()))) {
            Stream<String> events = Arrays.stream(EventType.values()).map(EventType::topic);
            List<NewTopic> topics = Stream.concat(events, Stream.of(EventType.DEAD_LETTER_TOPIC))
                    .map(topic -> new NewTopic(topic, 2, (short) 1))
                    .toList();
            admin.createTopics(topics).all().get();
        }
        services = new KafkaProducer<>(
                Map.of("bootstrap.servers", mesh.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    @AfterAll
    static void stop() throws Exception {
        services.close();
        mesh.close();
    }

    @Test
    void tells_a_batchs_way_to_a_promotion_and_leaves_others_out() throws Exception {
        try (EventTail tail = EventTail.fromNow(mesh.bootstrapServers());
                EventSender sender = new EventSender(mesh.bootstrapServers())) {
            String id = sender.send(EventType.BATCH_LABELLED, TASK, "{}".getBytes(StandardCharsets.UTF_8));
            announce("a1", "batch-a", id, accepted("batch-a", 10, 1));
            announce("b1", "batch-b", "somebody-elses", accepted("batch-b", 777, 1));
            announce("a2", "batch-a", "a1", epoch());
            announce("a2", "batch-a", "a1", epoch());
            announce("b2", "batch-b", "b1", promoted(8));
            announce("a3", "batch-a", "a2", promoted(3));

            Outcome outcome = new BatchFollower(terminal, tail, id).follow(PATIENCE);

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Promoted.class,
                            promoted -> assertThat(promoted.event().version()).isEqualTo(3));
            assertThat(lines())
                    .hasSize(3)
                    .satisfiesExactly(
                            line -> assertThat(line).endsWith("10 rows taken in, 0 quarantined, 0 known before"),
                            line -> assertThat(line)
                                    .contains("50 %", "epoch 2/4", "81.3 %", "58 rows/s", "12.0 s left"),
                            line -> assertThat(line).endsWith("version 3 is live: better by 4 points"));
        }
    }

    @Test
    void goes_on_with_the_run_that_took_the_place_of_the_batchs_own() throws Exception {
        try (EventTail tail = EventTail.fromNow(mesh.bootstrapServers())) {
            announce("s1", "batch-s", "superseded", accepted("batch-s", 10, 1));
            announce("s2", "batch-s", "s1", superseded("t1"));
            announce("t2", "batch-t", "t1", epoch());
            announce("u2", "batch-u", "u1", promoted(8));
            announce("t3", "batch-t", "t1", promoted(4));

            Outcome outcome = new BatchFollower(terminal, tail, "superseded").follow(PATIENCE);

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Promoted.class,
                            promoted -> assertThat(promoted.event().version()).isEqualTo(4));
            assertThat(lines())
                    .anySatisfy(line -> assertThat(line).endsWith("run superseded: a newer snapshot was prepared"));
        }
    }

    @Test
    void ends_when_the_rows_wait_for_more() throws Exception {
        try (EventTail tail = EventTail.fromNow(mesh.bootstrapServers())) {
            announce("w1", "batch-w", "waiting", accepted("batch-w", 10, 200));

            assertThat(new BatchFollower(terminal, tail, "waiting").follow(PATIENCE))
                    .isInstanceOf(Outcome.Waiting.class);
            assertThat(lines()).singleElement().asString().contains("10 of 200 new rows");
        }
    }

    @Test
    void tells_that_nobody_could_read_the_event() throws Exception {
        try (EventTail tail = EventTail.fromNow(mesh.bootstrapServers())) {
            Map<String, String> headers = Map.of(
                    "ce_id", "unreadable",
                    "graft-dead-letter-topic", EventType.BATCH_LABELLED.topic(),
                    "graft-dead-letter-service", "data-prep",
                    "graft-dead-letter-reason", "rows is no list");
            send(EventType.DEAD_LETTER_TOPIC, headers, new byte[] {1});

            assertThat(new BatchFollower(terminal, tail, "unreadable").follow(PATIENCE))
                    .isInstanceOf(Outcome.Dead.class);
            assertThat(lines()).singleElement().asString().contains("data-prep", "rows is no list");
        }
    }

    @Test
    void gives_up_after_its_patience() {
        try (EventTail tail = EventTail.fromNow(mesh.bootstrapServers())) {
            assertThat(new BatchFollower(terminal, tail, "nobody").follow(Duration.ofMillis(300)))
                    .isInstanceOf(Outcome.Undecided.class);
        }
    }

    private List<String> lines() {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static BatchAccepted accepted(String batchId, int rows, int minimum) {
        return new BatchAccepted(TASK, 1, batchId, 1, new RowCounts(rows, rows, 0, 0), REPORT, rows, minimum);
    }

    private static RunEpochCompleted epoch() {
        return new RunEpochCompleted(TASK, "run", "snapshot", 2, 4, 0.41, 0.5, 0.8134, 0.8, 0.001, 58.2, 50, 12, 2);
    }

    private static RunAbandoned superseded(String eventId) {
        return new RunAbandoned(
                TASK,
                "run",
                "snapshot",
                RunAbandoned.Reason.SUPERSEDED,
                "a newer snapshot was prepared",
                0,
                new RunAbandoned.SupersededBy("newer", eventId));
    }

    private static ModelPromoted promoted(int version) {
        return new ModelPromoted(
                TASK,
                version,
                null,
                1,
                "better by 4 points",
                "run",
                "snapshot",
                new ModelFolder("s3://graft/m/", List.of()));
    }

    private static void announce(String id, String correlationId, String causationId, EventData data) throws Exception {
        EventType type = EventType.of(data.getClass());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", id);
        headers.put("ce_source", "/graft/test");
        headers.put("ce_type", type.type());
        headers.put("ce_time", "2026-01-01T00:00:00Z");
        headers.put("ce_correlationid", correlationId);
        headers.put("ce_causationid", causationId);
        send(type.topic(), headers, JsonMapper.builder().build().writeValueAsBytes(data));
    }

    private static void send(String topic, Map<String, String> headers, byte[] value) throws Exception {
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(topic, TASK, value);
        headers.forEach((name, text) -> message.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        services.send(message).get();
    }
}

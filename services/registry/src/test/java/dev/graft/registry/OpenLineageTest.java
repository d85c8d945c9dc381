package dev.graft.registry;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.contracts.EventType;
import dev.graft.contracts.event.ModelEvaluated.Decision;
import dev.graft.contracts.event.ModelPromoted;
import dev.graft.platform.event.DeadLetters;
import dev.graft.platform.json.Json;
import dev.graft.registry.fixture.LineageServer;
import dev.graft.registry.fixture.Verdicts;
import dev.graft.registry.openlineage.LineageSchemas;
import dev.graft.registry.openlineage.MeshStory;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStoreAndBroker.class)
@QuarkusTestResource(value = LineageServer.class, restrictToAnnotatedClass = true)
@TestProfile(OpenLineageTest.WithReceiver.class)
class OpenLineageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Set<String> ENDS = Set.of("COMPLETE", "FAIL", "ABORT");

    private final String task = "task-" + UUID.randomUUID();
    private final HttpClient http = HttpClient.newHttpClient();

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @ConfigProperty(name = "graft.openlineage.url")
    URI receiver;

    private KafkaTap tap;

    /** A process of its own, which has the receiver. */
    public static final class WithReceiver implements QuarkusTestProfile {}

    @BeforeEach
    void listen() {
        tap = new KafkaTap(bootstrapServers);
    }

    @AfterEach
    void hangUp() {
        answer(201);
        tap.close();
    }

    @Test
    void a_whole_story_is_told_on_the_topic_and_to_the_receiver() {
        MeshStory.whole(task).events().forEach(tap::send);

        List<JsonNode> received = await(
                () -> received(), all -> ended(all).size() >= 21 && ended(all).equals(started(all)));
        received.forEach(LineageSchemas::assertValid);
        List<ConsumerRecord<String, byte[]>> records = onTopic();
        assertThat(records)
                .allSatisfy(record ->
                        assertThat(record.key()).isIn("run:graft/" + task, "run:graft/" + task + ".register"));
        assertThat(records.stream().map(record -> Json.read(record.value(), JsonNode.class)))
                .containsAll(received);
        assertThat(received)
                .anySatisfy(
                        event -> assertThat(event.path("eventType").asText()).isEqualTo("RUNNING"));
    }

    @Test
    void while_the_receiver_is_away_the_registry_goes_on_and_nothing_is_lost() {
        answer(503);
        tap.send(Verdicts.promote(task, "run-a", null));

        tap.await(task, ModelPromoted.class, 1);
        awaitWellness(503);
        when().get("/q/health/ready").then().statusCode(200);
        when().get("/q/health/live").then().statusCode(200);
        answer(0);
        tap.send(Verdicts.verdict(task, "run-b", 1, 1, Decision.PROMOTE));
        tap.await(task, ModelPromoted.class, 2);
        assertThat(received()).isEmpty();
        assertThat(when().get("/q/metrics").asString()).containsPattern("graft_openlineage_receiver_up(\\{.*})? 0");

        answer(201);

        await(() -> received(), all -> ended(all).size() >= 4);
        awaitWellness(200);
    }

    @Test
    void an_event_that_the_receiver_refuses_becomes_a_dead_letter_and_the_next_one_is_taken() {
        answer(422);
        tap.send(new MeshStory(task).prepared("one").last());

        var letter = tap.awaitDeadLetter("run:graft/" + task + ".snapshot");
        assertThat(header(letter, DeadLetters.TOPIC)).isEqualTo(EventType.OPENLINEAGE_TOPIC);
        assertThat(header(letter, DeadLetters.REASON)).contains("refused it: HTTP 422");
        answer(201);
        tap.send(new MeshStory(task).evaluated("one", Decision.REFUSE).last());
        await(() -> received(), all -> ended(all).size() >= 1);
    }

    @Test
    void a_record_that_is_no_event_is_left_to_the_service_that_it_is_meant_for() {
        tap.send(new ProducerRecord<>(EventType.RUN_ABANDONED.topic(), task, "{}".getBytes(StandardCharsets.UTF_8)));
        tap.send(new MeshStory(task).prepared("one").last());

        await(() -> received(), all -> !ended(all).isEmpty());
        assertThat(when().get("/q/metrics").asString())
                .contains("graft_openlineage_untold_total{reason=\"unreadable\"");
        tap.send(new ProducerRecord<>(EventType.MODEL_EVALUATED.topic(), task, "{}".getBytes(StandardCharsets.UTF_8)));
        assertThat(header(tap.awaitDeadLetter(task), DeadLetters.TOPIC)).isEqualTo(EventType.MODEL_EVALUATED.topic());
    }

    private List<JsonNode> received() {
        List<JsonNode> all = new ArrayList<>();
        Json.read(get("/received"), JsonNode.class).forEach(event -> {
            if (event.at("/job/name").asText().startsWith(task + ".")) {
                all.add(event);
            }
        });
        return all;
    }

    private static Map<String, Long> started(List<JsonNode> events) {
        return count(events, "START"::equals);
    }

    private static Map<String, Long> ended(List<JsonNode> events) {
        return count(events, ENDS::contains);
    }

    private static Map<String, Long> count(List<JsonNode> events, Predicate<String> type) {
        Map<String, Long> counts = new HashMap<>();
        events.stream()
                .filter(event -> type.test(event.path("eventType").asText()))
                .distinct()
                .forEach(event -> counts.merge(event.at("/run/runId").asText(), 1L, Long::sum));
        assertThat(counts.values()).allMatch(count -> count == 1);
        return counts;
    }

    private List<ConsumerRecord<String, byte[]>> onTopic() {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, EventType.PARTITIONS)
                    .mapToObj(each -> new TopicPartition(EventType.OPENLINEAGE_TOPIC, each))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
            consumer.seekToBeginning(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                consumer.poll(Duration.ofMillis(50)).forEach(found::add);
            }
            return found.stream()
                    .filter(record -> new String(record.value(), StandardCharsets.UTF_8).contains(task + "."))
                    .toList();
        }
    }

    private void awaitWellness(int status) {
        await(() -> when().get("/q/health/well").statusCode(), answer -> answer == status);
    }

    private static <T> T await(Supplier<T> look, Predicate<T> wanted) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        T seen = look.get();
        while (!wanted.test(seen)) {
            assertThat(System.nanoTime()).as("in time; seen: %s", seen).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            seen = look.get();
        }
        return seen;
    }

    private void answer(int status) {
        get("/answer/" + status);
    }

    private byte[] get(String path) {
        try {
            return http.send(HttpRequest.newBuilder(receiver.resolve(path)).build(), BodyHandlers.ofByteArray())
                    .body();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}

package dev.graft.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.EventType;
import dev.graft.contracts.event.ModelChanged;
import dev.graft.platform.event.EventCodec;
import dev.graft.platform.event.MalformedEvent;
import dev.graft.platform.store.ObjectStore;
import dev.graft.registry.change.ModelStates;
import dev.graft.registry.change.PublishChanges;
import dev.graft.registry.fixture.Broker;
import dev.graft.registry.fixture.MlflowProcess;
import dev.graft.registry.fixture.Verdicts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The compacted topic of models' states, as a program outside of the mesh reads it. */
@QuarkusTest
@QuarkusTestResource(LocalStoreAndBroker.class)
class StateTopicTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String TOPIC = EventType.MODEL_CHANGED.topic();

    private final String name = "model-" + UUID.randomUUID();
    private final EventCodec codec = new EventCodec();
    private final Map<String, Optional<ModelChanged>> states = new HashMap<>();

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    ObjectStore store;

    private KafkaConsumer<String, byte[]> consumer;
    private KafkaTap tap;

    @BeforeEach
    void read_from_the_beginning() {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                .map(partition -> new TopicPartition(TOPIC, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        tap = new KafkaTap(bootstrapServers);
    }

    @AfterEach
    void hang_up() {
        tap.close();
        consumer.close();
    }

    @Test
    void the_topic_keeps_the_newest_state_of_each_model_for_good() throws Exception {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, TOPIC);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            var settings = admin.describeConfigs(List.of(topic)).all().get().get(topic);

            assertThat(settings.get("cleanup.policy").value()).isEqualTo("compact");
            assertThat(settings.get("delete.retention.ms").value())
                    .isEqualTo(String.valueOf(Duration.ofDays(30).toMillis()));
        }
    }

    @Test
    void a_program_that_was_away_learns_by_reading_what_holds() {
        tap.send(Verdicts.promote(name, "run-a", null));
        await(() -> state().filter(state -> Integer.valueOf(1).equals(state.champion()))
                .isPresent());
        post("registered-models/set-tag", Map.of("name", name, "key", "team", "value", "support"));
        post("registered-models/alias", Map.of("name", name, "alias", "shadow", "version", "1"));

        await(() -> state().filter(state -> state.aliases().equals(Map.of("champion", 1, "shadow", 1))
                        && state.tags().equals(Map.of("team", "support")))
                .isPresent());
        assertThat(state().orElseThrow().versions())
                .singleElement()
                .satisfies(version -> assertThat(version.runId()).isEqualTo("run-a"));
        assertThat(marks()).isEmpty();
    }

    @Test
    void a_start_publishes_a_model_that_has_no_state_yet() {
        await(() -> states.getOrDefault(LocalStoreAndBroker.UNMARKED_TASK, Optional.empty())
                .filter(state -> Integer.valueOf(1).equals(state.champion()))
                .isPresent());
    }

    @Test
    void a_deleted_model_is_taken_from_the_topic() {
        post("registered-models/create", Map.of("name", name));
        await(() -> state().isPresent());

        given().contentType(ContentType.JSON)
                .body(Map.of("name", name))
                .delete("/api/2.0/mlflow/registered-models/delete")
                .then()
                .statusCode(200);

        await(() -> states.containsKey(name) && state().isEmpty());
    }

    @Test
    void a_search_finds_what_another_registry_has_published() {
        MlflowProcess other = new MlflowProcess(store, new Broker());
        PublishChanges publishing = other.publishing(
                new ModelStates() {
                    @Override
                    public void publish(dev.graft.contracts.Event<ModelChanged> state) {
                        tap.send(codec.encode(state));
                    }

                    @Override
                    public void publishGone(String model) {
                        tap.send(new ProducerRecord<>(TOPIC, model, null));
                    }

                    @Override
                    public Optional<String> newest(String model) {
                        return Optional.empty();
                    }
                },
                Instant.now());
        other.mlflow().models().create(name, "from afar", Map.of());
        publishing.publishOwn();
        await(() -> found() == 1);

        other.mlflow().models().delete(name, "ada");
        publishing.publishOwn();
        await(() -> found() == 0);
    }

    @Test
    void a_record_that_is_no_state_stops_nothing() {
        tap.send(new ProducerRecord<>(TOPIC, name, new byte[] {'{', ']'}));
        tap.send(new ProducerRecord<>(TOPIC, "no-such-model", "{\"task\": \"another\"}".getBytes()));

        post("registered-models/create", Map.of("name", name));

        await(() -> state().isPresent());
        assertThat(found()).isOne();
    }

    private int found() {
        return given().queryParam("filter", "name = '" + name + "'")
                .get("/api/2.0/mlflow/registered-models/search")
                .then()
                .statusCode(200)
                .extract()
                .path("registered_models.size()");
    }

    private List<String> marks() {
        await(() -> store.list("changes/" + name + "/").isEmpty());
        return store.list("changes/" + name + "/");
    }

    private static void post(String path, Map<String, String> body) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/2.0/mlflow/" + path)
                .then()
                .statusCode(200);
    }

    private Optional<ModelChanged> state() {
        return states.getOrDefault(name, Optional.empty());
    }

    private void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it did not come; the state is " + states.get(name));
            }
            consumer.poll(Duration.ofMillis(20)).forEach(this::take);
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            states.put(record.key(), Optional.empty());
            return;
        }
        try {
            ModelChanged state =
                    (ModelChanged) codec.decode(record, EventType.MODEL_CHANGED).data();
            states.put(record.key(), Optional.of(state));
        } catch (MalformedEvent e) {
            assertThat(record.value()[0]).isEqualTo((byte) '{'); // The ones that a test has sent.
        }
    }
}

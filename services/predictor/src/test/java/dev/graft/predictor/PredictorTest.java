package dev.graft.predictor;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import dev.graft.contracts.EventType;
import dev.graft.predictor.serving.ServedModel;
import dev.graft.predictor.serving.ServedModels;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hamcrest.CustomTypeSafeMatcher;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole service over a real broker and a real object store, with real models. */
@QuarkusTest
@QuarkusTestResource(LocalStoreAndBroker.class)
class PredictorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Inject
    TestRegistry registry;

    @Inject
    ServedModels served;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Test
    void answers_with_the_champion_as_soon_as_it_is_promoted() {
        // given
        ask("first", TinyModels.PARCEL_TEXT)
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", containsString("Task 'first' has no champion yet"));

        // when
        registry.promote("first", 1, TinyModels.right());
        awaitVersion("first", 1);

        // then
        ask("first", TinyModels.PARCEL_TEXT)
                .statusCode(200)
                .header("X-Graft-Model-Version", "1")
                .body("task", equalTo("first"))
                .body("version", equalTo(1))
                .body("runId", equalTo("run-1"))
                .body("predictions[0].label", equalTo(TinyModels.PARCEL))
                .body("predictions[0].alternatives", hasSize(2))
                .body("tookMillis", greaterThan(0f));
        given().contentType(ContentType.JSON)
                .body(Map.of("texts", List.of(TinyModels.PARCEL_TEXT, "refund me")))
                .post("/predict/first")
                .then()
                .body("predictions.label", equalTo(List.of(TinyModels.PARCEL, TinyModels.REFUND)));
        when().get("/models/first").then().body("version", equalTo(1)).body("labels", hasSize(2));
        when().get("/q/metrics").then().body(containsString("graft_predictor_answers_seconds_count{"));
    }

    @Test
    void a_swap_and_a_rollback_under_load_fail_no_request() throws Exception {
        // given
        registry.promote("swapped", 1, TinyModels.right());
        awaitVersion("swapped", 1);
        AtomicBoolean done = new AtomicBoolean();
        Set<String> answers = ConcurrentHashMap.newKeySet();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<Integer>> clients = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            clients.add(threads.submit(() -> askUntil(done, "swapped", answers)));
        }

        // when
        registry.promote("swapped", 2, TinyModels.swapped());
        awaitVersion("swapped", 2);
        await("answers of version 2", () -> answers.contains("2 " + TinyModels.REFUND));
        registry.rollBack("swapped", 2, 1, 3);
        awaitVersion("swapped", 1);
        done.set(true);

        // then
        for (Future<Integer> client : clients) {
            assertThat(client.get()).isPositive();
        }
        threads.shutdown();
        assertThat(answers).containsExactlyInAnyOrder("1 " + TinyModels.PARCEL, "2 " + TinyModels.REFUND);
        ask("swapped", TinyModels.PARCEL_TEXT).body("version", equalTo(1));
    }

    @Test
    void a_broken_model_leaves_the_old_one_in_service_and_health_says_so(@TempDir Path broken) throws IOException {
        // given
        registry.promote("broken", 1, TinyModels.right());
        awaitVersion("broken", 1);
        copy(TinyModels.right(), broken);
        Files.write(broken.resolve("model.safetensors"), new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9});

        // when
        registry.promote("broken", 2, broken);
        await("a failure", () -> served.failures().containsKey("broken"));

        // then
        ask("broken", TinyModels.PARCEL_TEXT).statusCode(200).body("version", equalTo(1));
        when().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'champions' }.data.broken", equalTo("version 1"))
                .body("checks.find { it.name == 'champions' }.data.'broken cannot serve'", startsWith("version 2: "));

        registry.promote("broken", 3, TinyModels.swapped());
        awaitVersion("broken", 3);
        assertThat(served.failures()).doesNotContainKey("broken");
    }

    @Test
    void records_that_are_no_events_neither_stop_it_nor_become_dead_letters() throws Exception {
        // given
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer())) {
            String topic = EventType.MODEL_PROMOTED.topic();
            producer.send(new ProducerRecord<>(topic, 0, "no-such-task", "{".getBytes(StandardCharsets.UTF_8)))
                    .get();
            producer.send(new ProducerRecord<>(topic, 1, "../../etc", new byte[0]))
                    .get();
            producer.send(new ProducerRecord<>(topic, 2, null, null)).get();
        }

        // when
        registry.promote("after-junk", 1, TinyModels.right());

        // then
        awaitVersion("after-junk", 1);
        assertThat(recordsOn(EventType.DEAD_LETTER_TOPIC)).isZero();
        assertThat(served.failures()).doesNotContainKeys("no-such-task", "../../etc");
        when().get("/q/health").then().statusCode(200);
    }

    @Test
    void speaks_the_open_inference_protocol() {
        // given
        registry.promote("protocol", 1, TinyModels.right());
        awaitVersion("protocol", 1);

        // when, then
        when().get("/v2/health/ready").then().statusCode(200);
        when().get("/v2/models/protocol").then().body("inputs[0].datatype", equalTo("BYTES"));
        when().get("/v2/models/nobody/ready").then().statusCode(404).body("error", containsString("nobody"));
        given().contentType("application/octet-stream")
                .body("""
                        {"id":"42","inputs":[{"name":"text","shape":[2,1],"datatype":"BYTES","parameters":{},
                        "data":["the courier has not brought my package","I was charged twice"]}],
                        "parameters":{"binary_data_output":true}}""".getBytes(StandardCharsets.UTF_8))
                .post("/v2/models/protocol/infer")
                .then()
                .statusCode(200)
                .body("id", equalTo("42"))
                .body("model_version", equalTo("1"))
                .body("outputs[0].data", equalTo(List.of(TinyModels.PARCEL, TinyModels.REFUND)))
                .body("outputs[1].shape", equalTo(List.of(2, 2)))
                .body("outputs[1].data.sum()", near(2));
        given().body("{\"inputs\":[]}")
                .post("/v2/models/protocol/infer")
                .then()
                .statusCode(400)
                .body("error", containsString("BYTES"));
        given().body("{")
                .post("/v2/models/protocol/infer")
                .then()
                .statusCode(400)
                .body("error", containsString("JSON"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"text\":\"a\",\"texts\":[\"b\"]}",
                "{\"text\":\"  \"}",
                "{\"texts\":[]}",
                "{\"texts\":[\"a\",null]}",
                "{\"texts\":\"a\"}",
                "{\"text\":",
                "[]"
            })
    void a_question_that_is_none_is_a_problem(String body) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/predict/any")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void questions_are_bounded() {
        given().contentType(ContentType.JSON)
                .body(Map.of("texts", Collections.nCopies(257, "a")))
                .post("/predict/any")
                .then()
                .statusCode(400)
                .body("detail", containsString("1 to 256"));
        ask("any", "x".repeat(20_001)).statusCode(400).body("detail", containsString("20000"));
    }

    private static Matcher<Number> near(double expected) {
        return new CustomTypeSafeMatcher<>("close to " + expected) {
            @Override
            protected boolean matchesSafely(Number value) {
                return Math.abs(value.doubleValue() - expected) < 1e-3;
            }
        };
    }

    private static ValidatableResponse ask(String task, String text) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("text", text))
                .post("/predict/" + task)
                .then();
    }

    /** Asks until told to stop and gives back how often; an answer that is not 200 ends it with an error. */
    private static int askUntil(AtomicBoolean done, String task, Set<String> answers) {
        int asked = 0;
        while (!done.get()) {
            var answer = ask(task, TinyModels.PARCEL_TEXT).statusCode(200).extract();
            answers.add(answer.path("version") + " " + answer.path("predictions[0].label"));
            asked++;
        }
        return asked;
    }

    private void awaitVersion(String task, int version) {
        await(
                task + " " + version,
                () -> served.find(task).map(ServedModel::version).orElse(0) == version);
    }

    private void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no " + what + " within " + PATIENCE + "; failures: " + served.failures());
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    private long recordsOn(String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            for (int partition = 0; partition < EventType.PARTITIONS; partition++) {
                ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
            }
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}

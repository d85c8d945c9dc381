package dev.graft.predictor;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.graft.contracts.EventData;
import dev.graft.contracts.EventType;
import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.event.InputDrifted;
import dev.graft.contracts.event.LabellingWanted;
import dev.graft.contracts.event.ModelCanaryFailed;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.PredictionDisagreed;
import dev.graft.contracts.task.Split;
import dev.graft.platform.event.EventCodec;
import dev.graft.platform.event.MalformedEvent;
import dev.graft.predictor.serving.ServedModel;
import dev.graft.predictor.serving.ServedModels;
import dev.graft.predictor.serving.SwapChampion;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of live requests beside their answers: canary, shadow, labelling and drift, over a real broker and store. */
@QuarkusTest
@QuarkusTestResource(value = LocalStoreAndBroker.class, restrictToAnnotatedClass = true)
@TestProfile(LiveTrafficTest.AllSwitchedOn.class)
class LiveTrafficTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Everything that is off as delivered. */
    public static final class AllSwitchedOn implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "graft.predictor.canary.share", "0.5",
                    "graft.predictor.canary.inputs", "100",
                    "graft.predictor.labelling.below", "0.01",
                    "graft.drift.every", "1s");
        }
    }

    @Inject
    TestRegistry registry;

    @Inject
    SwapChampion swap;

    @Inject
    ServedModels served;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private final EventCodec codec = new EventCodec();
    private KafkaConsumer<String, byte[]> consumer;

    @BeforeEach
    void connect() {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = Stream.of(
                        EventType.MODEL_CANARY_FAILED,
                        EventType.PREDICTION_DISAGREED,
                        EventType.LABELLING_WANTED,
                        EventType.INPUT_DRIFTED)
                .flatMap(type -> IntStream.range(0, EventType.PARTITIONS)
                        .mapToObj(partition -> new TopicPartition(type.topic(), partition)))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    @AfterEach
    void disconnect() {
        consumer.close();
    }

    @Test
    void a_champion_that_refuses_what_the_one_before_it_answers_is_given_back(@TempDir Path folder) throws Exception {
        // given
        registry.promote("petals", 1, TinyRows.write(folder.resolve("1"), 5, "missing-median@1"));
        swap.bringUpToDate("petals");
        registry.promote("petals", 2, TinyRows.write(folder.resolve("2"), 5, "standardise@1"));
        swap.bringUpToDate("petals");
        when().get("/models/petals").then().body("version", equalTo(1)).body("canary.version", equalTo(2));

        // when
        for (int request = 0; served.canary("petals").isPresent() && request < 2_000; request++) {
            given().contentType(ContentType.JSON)
                    .body("{\"row\": {\"petal length\": 6}}")
                    .post("/predict/petals")
                    .then()
                    .statusCode(200)
                    .body("version", equalTo(1));
        }

        // then
        ModelCanaryFailed failed = await(EventType.MODEL_CANARY_FAILED, ModelCanaryFailed.class, "petals");
        assertThat(failed.version()).isEqualTo(2);
        assertThat(failed.previousVersion()).isEqualTo(1);
        assertThat(failed.failures()).isEqualTo(failed.inputs()).isGreaterThanOrEqualTo(20);
        assertThat(failed.reason()).contains("petal width");
        when().get("/models/petals").then().body("version", equalTo(1)).body("canary", nullValue());
        when().get("/q/metrics")
                .then()
                .body(containsString("graft_predictor_canaries_total{outcome=\"failed\",task=\"petals\"}"));
    }

    @Test
    void a_shadow_s_disagreement_is_an_event_and_a_wish_for_a_label() throws Exception {
        // given
        registry.promote("shadowed", 1, TinyModels.right());
        swap.bringUpToDate("shadowed");

        // when
        registry.shadow("shadowed", 2, TinyModels.swapped());
        await(() -> served.shadow("shadowed").isPresent());
        ask("shadowed", List.of(TinyModels.PARCEL_TEXT)).body("predictions[0].label", equalTo(TinyModels.PARCEL));

        // then
        PredictionDisagreed told = await(EventType.PREDICTION_DISAGREED, PredictionDisagreed.class, "shadowed");
        assertThat(told.champion().label()).isEqualTo(TinyModels.PARCEL);
        assertThat(told.shadow().label()).isEqualTo(TinyModels.REFUND);
        assertThat(told.shadow().version()).isEqualTo(2);
        LabellingWanted wanted = await(EventType.LABELLING_WANTED, LabellingWanted.class, "shadowed");
        assertThat(wanted.text()).isEqualTo(TinyModels.PARCEL_TEXT);
        assertThat(wanted.reason()).isEqualTo(LabellingWanted.Reason.DISAGREEMENT);
        assertThat(wanted.itemId()).isEqualTo(told.input());
        when().get("/models/shadowed")
                .then()
                .body("version", equalTo(1))
                .body("shadow.version", equalTo(2))
                .body("shadow.inputs", equalTo(1))
                .body("shadow.same", equalTo(0));
    }

    @Test
    void requests_unlike_the_rows_of_the_snapshot_are_drift() throws Exception {
        // given
        ObjectRef snapshot = registry.snapshot("drifting", List.of(TinyModels.PARCEL, TinyModels.REFUND), rows());
        registry.promote("drifting", 1, TinyModels.right(), snapshot);
        swap.bringUpToDate("drifting");
        List<String> foreign = IntStream.range(0, 60)
                .mapToObj(i -> "Im Garten blühen " + i + " Rosen neben dem Teich")
                .toList();

        // when
        InputDrifted drifted =
                await(EventType.INPUT_DRIFTED, InputDrifted.class, "drifting", () -> ask("drifting", foreign));

        // then
        assertThat(drifted.version()).isEqualTo(1);
        assertThat(drifted.rows()).isEqualTo(60);
        assertThat(drifted.aspects())
                .filteredOn(aspect -> aspect.aspect().equals("features"))
                .singleElement()
                .satisfies(features -> assertThat(features.drifted()).isTrue());
        when().get("/models/drifting").then().body("drift.finding.drifted", equalTo(true));
        when().get("/q/metrics")
                .then()
                .body(containsString("graft_predictor_drifted{task=\"drifting\"} 1.0"))
                .body(containsString("graft_predictor_drift_chance{aspect=\"features\",task=\"drifting\"}"));
    }

    private static List<DatasetRow> rows() {
        return IntStream.range(0, 120)
                .mapToObj(i -> new DatasetRow(
                        "row-" + i,
                        i % 4 < 2 ? "where is parcel number " + i : "I want a refund of " + i + " dollars",
                        i % 4 < 2 ? TinyModels.PARCEL : TinyModels.REFUND,
                        i % 2 == 0 ? Split.TEST : Split.TRAIN,
                        "batch"))
                .toList();
    }

    private static ValidatableResponse ask(String task, List<String> texts) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("texts", texts))
                .post("/predict/" + task)
                .then()
                .statusCode(200);
    }

    private <T extends EventData> T await(EventType type, Class<T> data, String task) throws MalformedEvent {
        return await(type, data, task, () -> {});
    }

    /** The first event of the task. */
    private <T extends EventData> T await(EventType type, Class<T> data, String task, Runnable meanwhile)
            throws MalformedEvent {
        consumer.seekToBeginning(consumer.assignment());
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            meanwhile.run();
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                if (record.topic().equals(type.topic()) && task.equals(record.key())) {
                    return data.cast(codec.decode(record, type).data());
                }
            }
        }
        throw new AssertionError("no " + type + " of " + task + " within " + PATIENCE + "; failures: "
                + served.failures() + ", in service: "
                + served.all().stream().map(ServedModel::task).toList());
    }

    private static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.onSpinWait();
        }
    }
}

package dev.graft.trainer;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.contracts.Event;
import dev.graft.contracts.EventType;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.StoredBackbone;
import dev.graft.contracts.event.DatasetPrepared;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.RunAbandoned;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.contracts.event.RunEpochCompleted;
import dev.graft.contracts.event.RunStarted;
import dev.graft.contracts.event.RunStopRequested;
import dev.graft.contracts.task.Strategy;
import dev.graft.contracts.task.Task;
import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.backbone.Backbones;
import dev.graft.learning.backbone.BertConfig;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.text.TextClassifier;
import dev.graft.learning.text.TextInput;
import dev.graft.platform.event.DeadLetters;
import dev.graft.platform.json.Hashes;
import dev.graft.platform.json.Json;
import dev.graft.platform.model.ModelFolders;
import dev.graft.platform.store.ObjectStore;
import dev.graft.platform.store.StoreException;
import dev.graft.trainer.fixture.Examples;
import dev.graft.trainer.train.Lineage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(LocalStoreAndBroker.class)
class TrainerTest {
    private static final String GROUP = "graft.trainer.dataset-prepared";

    /** Epochs of about a second, far more of them than any test waits for. */
    private static final Strategy LONG = new Strategy(
            Strategy.KIND_FINE_TUNE, Strategy.WARM_START_FRESH, 4, 900, 8, null, null, null, 32, 900, 7L, null);

    private final String task = "task-" + UUID.randomUUID();

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    ObjectStore store;

    @Inject
    ModelFolders folders;

    private KafkaTap tap;

    @BeforeEach
    void listen() {
        tap = new KafkaTap(bootstrapServers);
    }

    @AfterEach
    void hangUp() {
        tap.close();
    }

    @Test
    void a_snapshot_becomes_a_model_that_opens_as_a_classifier() throws IOException {
        Event<DatasetPrepared> prepared = prepared(Examples.probe(2), 80);
        tap.send(prepared);

        Event<RunCompleted> end = tap.await(task, RunCompleted.class, 1).get(0);

        RunStarted started = tap.await(task, RunStarted.class, 1).get(0).data();
        assertThat(started.plannedEpochs()).isEqualTo(2);
        assertThat(started.resumedAfterEpoch()).isZero();
        assertThat(started.rows()).isEqualTo(prepared.data().rows());
        assertThat(tap.await(task, RunEpochCompleted.class, 2))
                .extracting(event -> event.data().epoch())
                .containsExactly(1, 2);
        assertThat(end.correlationId()).isEqualTo(prepared.correlationId());
        assertThat(end.data().model().files())
                .extracting(ModelFolder.File::path)
                .contains("config.json", "model.safetensors", "tokenizer.json", "README.md", "graft.json");
        Path folder = folders.fetch(end.data().model());
        try (TextClassifier model = TextClassifier.load(folder, DeviceChoice.CPU)) {
            assertThat(model.labels()).isEqualTo(Examples.LABELS);
            assertThat(model.probabilities(List.of(TextInput.of("where is my parcel")))[0])
                    .hasSize(2);
        } finally {
            folders.release(folder);
        }
        when().get("/runs/{id}", end.data().runId())
                .then()
                .statusCode(200)
                .body("state", equalTo("completed"))
                .body("plan.task", equalTo(task))
                .body("plan.strategy.kind", equalTo("linear-probe"))
                .body("plan.reasons[0]", equalTo("The task declares the strategy linear-probe."))
                .body("plan.backboneCheck.reason", equalTo("The task names it."))
                .body("plan.backboneCheck.probes.rows", equalTo(48))
                .body("plan.backboneCheck.probes.candidates[0].name", equalTo(Task.DEFAULT_BACKBONE))
                .body("plan.backboneCheck.summary", containsString("5 folds over 48 rows"))
                .body("warnings", hasSize(0))
                .body("epochs", hasSize(2))
                .body("end.model.uri", equalTo(end.data().model().uri()));
        given().queryParam("task", task)
                .when()
                .get("/runs")
                .then()
                .statusCode(200)
                .body("runId", hasItem(end.data().runId()))
                .body("$", hasSize(1));
    }

    @Test
    void a_fusion_becomes_a_model_with_a_checksum_for_every_file_of_every_backbone() throws IOException {
        tap.send(prepared(Strategy.fusion(List.of("bge-small-en-v1.5"), null), 40));

        ModelFolder model = tap.await(task, RunCompleted.class, 1).get(0).data().model();

        assertThat(model.files())
                .extracting(ModelFolder.File::path)
                .contains(
                        "config.json",
                        "model.safetensors",
                        "backbones/all-minilm-l6-v2/model.safetensors",
                        "backbones/all-minilm-l6-v2/tokenizer.json",
                        "backbones/bge-small-en-v1.5/config.json",
                        "backbones/bge-small-en-v1.5/model.safetensors");
        Path folder = folders.fetch(model);
        try (TextClassifier classifier = TextClassifier.load(folder, DeviceChoice.CPU)) {
            assertThat(classifier.labels()).isEqualTo(Examples.LABELS);
            assertThat(classifier.probabilities(List.of(TextInput.of("where is my parcel")))[0][0])
                    .isGreaterThan(0.5f);
        } finally {
            folders.release(folder);
        }
        List<ModelFolder.File> changed = model.files().stream()
                .map(file -> file.path().equals("backbones/bge-small-en-v1.5/config.json")
                        ? new ModelFolder.File(file.path(), "0".repeat(64), file.bytes())
                        : file)
                .toList();
        assertThatExceptionOfType(StoreException.ChecksumMismatch.class)
                .isThrownBy(() -> folders.fetch(new ModelFolder(model.uri(), changed)));
    }

    @Test
    void a_backbone_in_the_object_store_is_trained_like_one_that_the_trainer_carries(@TempDir Path temporary)
            throws IOException {
        String name = "own-" + task;
        Backbones.write(oneLayer(), temporary, 128);
        stored(new StoredBackbone(
                name, "us/own", "mit", folders.upload(temporary, StoreLayout.backboneUploadPrefix(name, "1"))));

        tap.send(Examples.prepared(store, Examples.task(task, name, Examples.probe(2)), Examples.rows(40)));

        ModelFolder model = tap.await(task, RunCompleted.class, 1).get(0).data().model();
        Path folder = folders.fetch(model);
        try (TextClassifier classifier = TextClassifier.load(folder, DeviceChoice.CPU)) {
            assertThat(classifier.probabilities(List.of(TextInput.of("where is my parcel")))[0])
                    .hasSize(2);
            assertThat(Json.read(Files.readAllBytes(folder.resolve("graft.json")), JsonNode.class)
                            .path("backbone"))
                    .hasToString(Json.tree(new Lineage.Backbone(
                                    name, "us/own", "mit", oneLayer().sha256()))
                            .toString());
        } finally {
            folders.release(folder);
        }
    }

    @Test
    void a_backbone_that_is_nowhere_or_not_whole_ends_the_run_with_a_remedy(@TempDir Path temporary)
            throws IOException {
        tap.send(Examples.prepared(store, Examples.task(task, "nowhere", Examples.probe(2)), Examples.rows(40)));
        assertThat(tap.await(task, RunAbandoned.class, 1).get(0).data().explanation())
                .contains("no backbone is named 'nowhere'", Task.DEFAULT_BACKBONE, "graft backbone");

        String name = "torn-" + task;
        Files.writeString(temporary.resolve("config.json"), "{}");
        stored(new StoredBackbone(
                name, name, "mit", folders.upload(temporary, StoreLayout.backboneUploadPrefix(name, "1"))));
        tap.send(Examples.prepared(store, Examples.task(task, name, Examples.probe(2)), Examples.rows(42)));
        assertThat(tap.await(task, RunAbandoned.class, 2).get(1).data().explanation())
                .contains("the backbone '" + name + "' in the object store cannot be used", "under a new name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json",
                "{}",
                "{\"name\":\"x\",\"folder\":{\"files\":null}}",
                "{\"name\":\"x\",\"origin\":\"x\",\"licence\":\"mit\",\"folder\":{\"uri\":\"s3://graft/x/\",\"files\":[{}]}}"
            })
    void a_backbones_manifest_that_says_nothing_ends_the_run_with_a_remedy(String manifest) {
        String name = "said-" + task;
        store.put(StoreLayout.backboneManifest(name), manifest.getBytes(StandardCharsets.UTF_8), "application/json");

        tap.send(Examples.prepared(store, Examples.task(task, name, Examples.probe(2)), Examples.rows(40)));

        assertThat(tap.await(task, RunAbandoned.class, 1).get(0).data().explanation())
                .contains("the backbone '" + name + "' in the object store cannot be used", "under a new name");
    }

    @Test
    void a_snapshot_that_comes_again_gives_the_same_event_again_and_no_second_run() {
        Event<DatasetPrepared> prepared = prepared(Examples.probe(1), 20);
        tap.send(prepared);
        tap.await(task, RunCompleted.class, 1);
        tap.send(prepared);

        List<Event<RunCompleted>> ends = tap.await(task, RunCompleted.class, 2);

        assertThat(ends.get(1)).isEqualTo(ends.get(0));
        assertThat(tap.events(task, RunStarted.class)).hasSize(1);
    }

    @Test
    void the_consumer_keeps_its_place_in_a_run_that_outlasts_the_poll_interval_until_an_event_stops_it()
            throws Exception {
        Event<DatasetPrepared> prepared = prepared(LONG, 120);
        tap.send(prepared);
        RunStarted started = tap.await(task, RunStarted.class, 1).get(0).data();
        Set<String> members = members();
        Instant enough = Instant.now().plusMillis(2L * LocalStoreAndBroker.MAX_POLL_INTERVAL_MILLIS);
        int epochs = 1;
        while (Instant.now().isBefore(enough)) {
            tap.await(task, RunEpochCompleted.class, epochs++);
        }

        tap.send(stop(started.runId()));

        Event<RunAbandoned> end = tap.await(task, RunAbandoned.class, 1).get(0);
        assertThat(end.data().reason()).isEqualTo(RunAbandoned.Reason.HOPELESS);
        assertThat(end.data().explanation()).contains("cannot reach the champion");
        assertThat(end.data().epochs()).isPositive();
        assertThat(members).hasSize(1).isEqualTo(members());
        assertThat(tap.events(task, RunStarted.class)).hasSize(1);
        tap.send(prepared); // Checkpoints go after the end is told, and before the task's next event is looked at.
        tap.await(task, RunAbandoned.class, 2);
        assertThat(store.list(StoreLayout.runPrefix(started.runId()) + "attempts/"))
                .isEmpty();
    }

    @Test
    void a_run_in_progress_can_be_watched_and_cancelled_over_rest() {
        tap.send(prepared(LONG, 60));
        String runId = tap.await(task, RunEpochCompleted.class, 1).get(0).data().runId();
        when().get("/runs/{id}", runId)
                .then()
                .statusCode(200)
                .body("state", equalTo("running"))
                .body("attempt", equalTo(1))
                .body("progress.percent", greaterThan(0f))
                .body("progress.secondsLeft", notNullValue());

        given().contentType(ContentType.JSON)
                .body(Map.of("explanation", "wrong batch", "requestedBy", "a person"))
                .when()
                .post("/runs/{id}/cancel", runId)
                .then()
                .statusCode(202)
                .body("stop.explanation", equalTo("wrong batch"));

        Event<RunAbandoned> end = tap.await(task, RunAbandoned.class, 1).get(0);
        assertThat(end.data().reason()).isEqualTo(RunAbandoned.Reason.CANCELLED);
        assertThat(end.data().explanation()).contains("wrong batch").contains("a person");
        given().contentType(ContentType.JSON)
                .when()
                .post("/runs/{id}/cancel", runId)
                .then()
                .statusCode(409)
                .body("detail", containsString("abandoned"));
    }

    @Test
    void a_run_that_waits_while_a_newer_snapshot_is_prepared_is_superseded_by_it() {
        Event<DatasetPrepared> first = Examples.journalled(store, Examples.task(task, LONG), 1);
        tap.send(first);
        String running = tap.await(task, RunStarted.class, 1).get(0).data().runId();
        Event<DatasetPrepared> second = Examples.journalled(store, Examples.task(task, LONG), 2);
        Event<DatasetPrepared> third = Examples.journalled(store, Examples.task(task, LONG), 3);
        List.of(second, third, second).forEach(tap::send);

        tap.send(stop(running));

        RunStarted last = tap.await(task, RunStarted.class, 2).get(1).data();
        assertThat(last.snapshotId()).isEqualTo(third.data().snapshotId());
        tap.send(stop(last.runId()));
        List<Event<RunAbandoned>> ends = tap.await(task, RunAbandoned.class, 4);
        assertThat(ends)
                .extracting(event -> event.data().reason())
                .containsExactly(
                        RunAbandoned.Reason.HOPELESS,
                        RunAbandoned.Reason.SUPERSEDED,
                        RunAbandoned.Reason.HOPELESS,
                        RunAbandoned.Reason.SUPERSEDED);
        assertThat(ends.get(3)).isEqualTo(ends.get(1));
        assertThat(ends.get(1).causationId()).isEqualTo(second.id());
        assertThat(tap.events(task, RunStarted.class)).hasSize(2);
        when().get("/runs/{id}", ends.get(1).data().runId())
                .then()
                .statusCode(200)
                .body("state", equalTo("abandoned"))
                .body("attempt", equalTo(1))
                .body("end.reason", equalTo("superseded"))
                .body("end.supersededBy.snapshotId", equalTo(third.data().snapshotId()))
                .body("end.supersededBy.eventId", equalTo(third.id()));
    }

    @Test
    void a_run_that_nobody_knows_is_not_found() {
        when().get("/runs/{id}", "0".repeat(32)).then().statusCode(404);
        given().contentType(ContentType.JSON)
                .when()
                .post("/runs/{id}/cancel", "0".repeat(32))
                .then()
                .statusCode(404);
        when().get("/runs/{id}", "not-an-id").then().statusCode(400);
        given().queryParam("limit", 100_000).when().get("/runs").then().statusCode(400);
    }

    @Test
    void a_record_that_is_no_event_and_a_snapshot_that_does_not_exist_become_dead_letters() {
        String topic = EventType.DATASET_PREPARED.topic();
        tap.send(new ProducerRecord<>(topic, task, "no event".getBytes(StandardCharsets.UTF_8)));
        assertThat(reason(tap.awaitDeadLetter(task)
                        .headers()
                        .lastHeader(DeadLetters.REASON)
                        .value()))
                .contains("CloudEvent");
        String other = "other-" + task;
        DatasetPrepared data = Examples.prepared(store, Examples.task(other, Examples.probe(1)), Examples.rows(20))
                .data();
        ObjectRef nowhere = new ObjectRef(store.uri("nowhere/" + task), "0".repeat(64), 1);

        tap.send(Examples.event(new DatasetPrepared(
                other, 1, data.snapshotId(), nowhere, data.newBatches(), data.newRows(), data.rows())));

        assertThat(reason(tap.awaitDeadLetter(other)
                        .headers()
                        .lastHeader(DeadLetters.REASON)
                        .value()))
                .contains("nowhere");
    }

    @Test
    void the_environment_is_told_over_rest_and_in_the_health() {
        when().get("/environment")
                .then()
                .statusCode(200)
                .body("engine", equalTo("PyTorch"))
                .body("threads", greaterThan(0));
        when().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'environment' }.data.engine", containsString("PyTorch"));
    }

    private void stored(StoredBackbone backbone) {
        store.put(StoreLayout.backboneManifest(backbone.name()), Json.bytes(backbone), "application/json");
    }

    /** MiniLM without its upper five layers. */
    private static BackboneFiles oneLayer() throws IOException {
        BackboneFiles whole = Backbones.named(Task.DEFAULT_BACKBONE);
        BertConfig config = whole.config();
        BertConfig cut = new BertConfig(
                config.family(),
                config.vocabSize(),
                config.hiddenSize(),
                1,
                config.heads(),
                config.intermediateSize(),
                config.maxPositions(),
                config.typeVocabSize(),
                config.layerNormEps(),
                config.padTokenId(),
                config.pooling());
        return new BackboneFiles("cut", cut, whole.weights(), whole.tokenizer(), "us/own", "mit");
    }

    private Event<DatasetPrepared> prepared(Strategy strategy, int rows) {
        return Examples.prepared(store, Examples.task(task, strategy), Examples.rows(rows));
    }

    private Event<RunStopRequested> stop(String runId) {
        return new Event<>(
                Hashes.id("stop", runId),
                EventType.RUN_STOP_REQUESTED,
                "/graft/evaluator",
                Instant.now(),
                "batch-1",
                "cause-2",
                null,
                new RunStopRequested(
                        task,
                        runId,
                        RunStopRequested.Reason.HOPELESS,
                        "it cannot reach the champion any more",
                        "evaluator"));
    }

    private Set<String> members() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            return admin.describeConsumerGroups(List.of(GROUP)).describedGroups().get(GROUP).get().members().stream()
                    .map(MemberDescription::consumerId)
                    .collect(Collectors.toSet());
        }
    }

    private static String reason(byte[] header) {
        return new String(header, StandardCharsets.UTF_8);
    }
}

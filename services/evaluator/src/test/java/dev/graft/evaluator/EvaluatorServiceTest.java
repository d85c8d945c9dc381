package dev.graft.evaluator;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventType;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.ModelAlias;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.contracts.event.ModelEvaluationRequested;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.contracts.event.RunStopRequested;
import dev.graft.contracts.task.Gate;
import dev.graft.contracts.task.Split;
import dev.graft.evaluator.fixture.BrokerAndStore;
import dev.graft.evaluator.fixture.Runs;
import dev.graft.evaluator.fixture.Snapshots;
import dev.graft.evaluator.fixture.TrainedModels;
import dev.graft.evaluator.fixture.Wire;
import dev.graft.learning.train.LabelledText;
import dev.graft.platform.event.DeadLetters;
import dev.graft.platform.json.Hashes;
import dev.graft.platform.json.Json;
import dev.graft.platform.model.ModelFolders;
import dev.graft.platform.store.ObjectStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole service over a real broker and a real store, with real models; each test has a task of its own. */
@QuarkusTest
@QuarkusTestResource(BrokerAndStore.class)
class EvaluatorServiceTest {
    private static ModelFolder good;
    private static ModelFolder bad;

    @TempDir
    static Path folder;

    @Inject
    ObjectStore store;

    @Inject
    ModelFolders folders;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private Wire wire;

    @BeforeEach
    void prepare() throws IOException {
        wire = new Wire(bootstrapServers);
        if (good == null) {
            List<LabelledText> rows = TrainedModels.messages(30, 1);
            good = folders.upload(TrainedModels.train(folder.resolve("good"), rows), "runs/good/model/");
            bad = folders.upload(
                    TrainedModels.train(folder.resolve("bad"), TrainedModels.mislabelled(rows)), "runs/bad/model/");
        }
    }

    @AfterEach
    void hangUp() {
        wire.close();
    }

    @Test
    void a_completed_run_becomes_a_verdict() {
        RunCompleted run = Runs.completed("first-model", "run-first-model", snapshot("first-model"), good);

        wire.send(run);

        Event<ModelEvaluated> event = verdict(run.runId());
        assertThat(event.data().decision()).isEqualTo(ModelEvaluated.Decision.PROMOTE);
        assertThat(event.data().run()).isEqualTo(run);
        assertThat(event.data().challenger().rows()).isEqualTo(60);
        assertThat(event.data().challenger().accuracy()).isGreaterThan(0.9);
        assertThat(event.correlationId()).isEqualTo("batch-1");
        assertThat(event.causationId()).isEqualTo(Runs.event(run).id());
        assertThat(event.source()).isEqualTo("/graft/evaluator");
    }

    @Test
    void a_run_announced_five_times_has_one_evaluation() {
        RunCompleted run = Runs.completed("five-times", "run-five-times", snapshot("five-times"), good);

        for (int i = 0; i < 5; i++) {
            wire.send(run);
        }

        List<Event<ModelEvaluated>> events =
                wire.await(ModelEvaluated.class, 5, data -> data.runId().equals(run.runId()));
        assertThat(events).hasSize(5).containsOnly(events.get(0));
        assertThat(store.list("evaluations/" + run.runId() + "/")).hasSize(2);
    }

    @Test
    void a_worse_challenger_is_refused_and_evaluated_again_when_asked() {
        ObjectRef snapshot = snapshot("worse");
        live("worse", 1, Runs.completed("worse", "run-worse-champion", snapshot, good));
        RunCompleted run = Runs.completed("worse", "run-worse", snapshot, bad);

        wire.send(run);
        ModelEvaluated first = verdict(run.runId()).data();
        wire.send(new ModelEvaluationRequested("worse", run.runId(), 2, 1, run));
        ModelEvaluated second = wire.await(
                        ModelEvaluated.class, 1, data -> data.runId().equals(run.runId()) && data.attempt() == 2)
                .get(0)
                .data();

        assertThat(List.of(first, second)).allSatisfy(verdict -> {
            assertThat(verdict.decision()).isEqualTo(ModelEvaluated.Decision.REFUSE);
            assertThat(verdict.championVersion()).isEqualTo(1);
            assertThat(verdict.champion().accuracy())
                    .isGreaterThan(verdict.challenger().accuracy());
        });
        given().get("/evaluations/" + run.runId())
                .then()
                .statusCode(200)
                .body("attempt", equalTo(List.of(1, 2)))
                .body("rules[0].rule", hasItem("gain"));
    }

    @Test
    void a_model_whose_bytes_are_not_those_announced_is_refused_with_the_reason() {
        List<ModelFolder.File> files = good.files().stream()
                .map(file -> file.path().equals("config.json")
                        ? new ModelFolder.File(file.path(), Hashes.sha256(new byte[0]), file.bytes())
                        : file)
                .toList();
        RunCompleted run =
                Runs.completed("tampered", "run-tampered", snapshot("tampered"), new ModelFolder(good.uri(), files));

        wire.send(run);

        assertThat(verdict(run.runId()).data().summary())
                .startsWith("Refused: The challenger cannot be used: object")
                .contains("config.json has SHA-256");
    }

    @Test
    void a_record_that_is_no_event_becomes_a_dead_letter_and_the_next_is_evaluated() {
        wire.send(new ProducerRecord<>(
                EventType.RUN_COMPLETED.topic(), "poison", "no event".getBytes(StandardCharsets.UTF_8)));
        RunCompleted run = Runs.completed("poison", "run-after-poison", snapshot("poison"), good);
        wire.send(run);

        var letter = wire.awaitDeadLetter(record -> "poison".equals(record.key()));

        assertThat(letter.value()).isEqualTo("no event".getBytes(StandardCharsets.UTF_8));
        assertThat(new String(letter.headers().lastHeader(DeadLetters.REASON).value(), StandardCharsets.UTF_8))
                .contains("no CloudEvent");
        assertThat(verdict(run.runId()).data().decision()).isEqualTo(ModelEvaluated.Decision.PROMOTE);
    }

    @Test
    void a_run_that_cannot_reach_the_champion_is_asked_to_stop() {
        ObjectRef snapshot = snapshot("hopeless");
        live("hopeless", 1, Runs.completed("hopeless", "run-hopeless-champion", snapshot, good));

        wire.send(Runs.started("hopeless", "run-hopeless", snapshot, 1, 0));
        for (int epoch = 1; epoch <= 6; epoch++) {
            wire.send(Runs.epoch("hopeless", "run-hopeless", epoch, 0.4));
        }

        Event<RunStopRequested> wish = wire.await(
                        RunStopRequested.class, 1, data -> data.runId().equals("run-hopeless"))
                .get(0);
        assertThat(wish.data().reason()).isEqualTo(RunStopRequested.Reason.HOPELESS);
        assertThat(wish.data().explanation()).contains("below the champion's");
    }

    @Test
    void what_was_measured_can_be_read_over_rest() {
        RunCompleted run = Runs.completed("read", "run-read", snapshot("read"), good);
        wire.send(run);
        verdict(run.runId());

        given().get("/evaluations/run-read/1")
                .then()
                .statusCode(200)
                .body("metric", equalTo("macro-f1"))
                .body("labels", equalTo(TrainedModels.LABELS))
                .body("slices[0].name", equalTo("all"))
                .body("slices[0].challenger.reliability", hasSize(15));
        given().get("/evaluations?limit=200").then().statusCode(200).body("runId", hasItem("run-read"));
        given().get("/evaluations?limit=1").then().statusCode(200).body("$", hasSize(1));
        given().get("/evaluations?limit=0").then().statusCode(400).contentType("application/problem+json");
        given().get("/evaluations/run-nobody").then().statusCode(404);
        given().get("/evaluations/run-read/2").then().statusCode(404);
        given().get("/evaluations/UPPER%2F..%2F/1").then().statusCode(404);
    }

    @Test
    void the_machine_can_be_read_over_rest_and_in_the_health_report() {
        given().get("/environment")
                .then()
                .statusCode(200)
                .body("engine", equalTo("PyTorch"))
                .body("device", equalTo("cpu"));
        given().get("/q/health/ready").then().statusCode(200).body("checks.name", hasItem("environment"));
    }

    private Event<ModelEvaluated> verdict(String runId) {
        return wire.await(ModelEvaluated.class, 1, data -> data.runId().equals(runId))
                .get(0);
    }

    private ObjectRef snapshot(String task) {
        List<DatasetRow> rows = new ArrayList<>();
        List<LabelledText> messages = TrainedModels.messages(80, 2);
        for (int i = 0; i < messages.size(); i++) {
            LabelledText message = messages.get(i);
            String text = message.input().text();
            String split = i < 60 ? Split.TEST : Split.VALIDATION;
            rows.add(new DatasetRow(Hashes.id(text), text, message.label(), split, "batch-1"));
        }
        return new Snapshots(store, task, TrainedModels.LABELS, Gate.DEFAULT).with("batch-1", rows);
    }

    private void live(String task, int version, RunCompleted run) {
        store.put(StoreLayout.modelVersion(task, version), Json.bytes(Runs.version(version, run)), "application/json");
        store.put(
                StoreLayout.modelAlias(task, ModelAlias.CHAMPION),
                Json.bytes(new ModelAlias(task, ModelAlias.CHAMPION, version, 1, Instant.EPOCH)),
                "application/json");
    }
}

package dev.graft.registry;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventType;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.ModelAlias;
import dev.graft.contracts.document.ModelVersion;
import dev.graft.contracts.event.ModelEvaluated.Decision;
import dev.graft.contracts.event.ModelEvaluationRequested;
import dev.graft.contracts.event.ModelPromoted;
import dev.graft.contracts.event.ModelRejected;
import dev.graft.contracts.event.ModelRolledBack;
import dev.graft.platform.event.DeadLetters;
import dev.graft.platform.json.Json;
import dev.graft.platform.signing.SignedVersions;
import dev.graft.platform.signing.SigningConfig;
import dev.graft.platform.signing.SigningKeys;
import dev.graft.platform.store.ObjectStore;
import dev.graft.registry.fixture.RunDocuments;
import dev.graft.registry.fixture.Verdicts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStoreAndBroker.class)
class RegistryTest {
    private final String task = "task-" + UUID.randomUUID();

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    ObjectStore store;

    @Inject
    SigningConfig signing;

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
    void promotes_a_challenger_and_shows_it() {
        tap.send(Verdicts.promote(task, "run-a", null));

        Event<ModelPromoted> event = tap.await(task, ModelPromoted.class, 1).get(0);
        assertThat(event.correlationId()).isEqualTo("batch-run-a");
        assertThat(event.source()).isEqualTo("/graft/registry");
        get("").body("champion.version", equalTo(1))
                .body("champion.kind", equalTo("promoted"))
                .body("byStatus.live", equalTo(1));
        get("/aliases").body("items.alias", contains(ModelAlias.CHAMPION));
        when().get("/models?limit=500").then().statusCode(200).body("items.task", hasItem(task));
    }

    @Test
    void what_it_promotes_and_what_it_refuses_is_signed() {
        promoted(1);
        tap.send(Verdicts.verdict(task, "run-x", 1, 1, Decision.REFUSE));
        tap.await(task, ModelRejected.class, 1);
        var reader = new SignedVersions(store, SigningKeys.read(signing).verifying());

        for (int number = 1; number <= 2; number++) {
            ModelVersion version = Json.read(
                    store.find(StoreLayout.modelVersion(task, number))
                            .orElseThrow()
                            .content(),
                    ModelVersion.class);
            assertThatCode(() -> reader.check(version)).doesNotThrowAnyException();
        }
        assertThat(signing.publicKeys())
                .hasValueSatisfying(files -> assertThat(files).hasSize(1));
    }

    @Test
    void refuses_a_challenger_and_says_why() {
        promoted(1);

        tap.send(Verdicts.verdict(task, "run-x", 1, 1, Decision.REFUSE));

        ModelRejected rejected = tap.await(task, ModelRejected.class, 1).get(0).data();
        assertThat(rejected.version()).isEqualTo(2);
        get("/versions")
                .body("total", equalTo(2))
                .body("items.number", contains(2, 1))
                .body("items.status", contains("refused", "live"));
        get("/versions/2/why").body("status", equalTo("refused")).body("because", containsString("Not passed (gain)"));
    }

    @Test
    void asks_for_another_evaluation_when_the_champion_has_moved() {
        promoted(2);

        tap.send(Verdicts.verdict(task, "run-x", 1, 1, Decision.PROMOTE));

        ModelEvaluationRequested asked =
                tap.await(task, ModelEvaluationRequested.class, 1).get(0).data();
        assertThat(asked.attempt()).isEqualTo(2);
        assertThat(asked.championVersion()).isEqualTo(2);
        tap.send(Verdicts.verdict(task, "run-x", 2, 2, Decision.PROMOTE));
        assertThat(tap.await(task, ModelPromoted.class, 3).get(2).data().version())
                .isEqualTo(3);
    }

    @Test
    void the_same_verdict_five_times_gives_one_version() {
        for (int i = 0; i < 5; i++) {
            tap.send(Verdicts.promote(task, "run-a", null));
        }

        List<Event<ModelPromoted>> events = tap.await(task, ModelPromoted.class, 5);

        assertThat(events).extracting(Event::id).containsOnly(events.get(0).id());
        get("/versions").body("total", equalTo(1));
        get("/history").body("total", equalTo(1));
    }

    @Test
    void rolls_back_over_rest_once_for_each_key() {
        promoted(3);
        String body = "{\"explanation\": \"answers too slowly\", \"requestedBy\": \"ada\"}";

        rollback("click-1", body)
                .statusCode(200)
                .body("move.version", equalTo(2))
                .body("move.previousVersion", equalTo(3))
                .body("repeated", equalTo(false));
        rollback("click-1", body)
                .statusCode(200)
                .body("move.version", equalTo(2))
                .body("repeated", equalTo(true));
        rollback("click-2", body).statusCode(200).body("move.version", equalTo(1));

        assertThat(tap.await(task, ModelRolledBack.class, 2))
                .extracting(event -> event.data().version())
                .containsExactly(2, 1);
        get("/history?limit=2")
                .body("total", equalTo(5))
                .body("items.sequence", contains(5, 4))
                .body("items[0].explanation", equalTo("answers too slowly"));
        get("/why").body("version", equalTo(1)).body("because", containsString("made live again"));
    }

    @Test
    void a_request_that_expects_another_champion_is_a_conflict() {
        promoted(2);

        rollback("key", "{\"explanation\": \"why not\", \"expectedChampion\": 1}")
                .statusCode(409)
                .contentType("application/problem+json")
                .body("title", equalTo("Conflict"))
                .body("detail", containsString("is version 2, not version 1"))
                .body("instance", equalTo("/models/" + task + "/rollback"));
        get("").body("champion.version", equalTo(2));
    }

    @Test
    void a_refused_version_goes_live_only_when_a_person_overrules_the_gate() {
        promoted(1);
        tap.send(Verdicts.verdict(task, "run-x", 1, 1, Decision.REFUSE));
        tap.await(task, ModelRejected.class, 1);

        rollback("key-1", "{\"toVersion\": 2, \"explanation\": \"I like it\"}")
                .statusCode(409)
                .body("detail", containsString("/versions/2/promote"));
        given().contentType(ContentType.JSON)
                .body("{\"explanation\": \"the test rows are wrong\", \"requestedBy\": \"ada\"}")
                .post("/models/" + task + "/versions/2/promote")
                .then()
                .statusCode(200)
                .body("move.version", equalTo(2))
                .body("move.kind", equalTo("promoted-by-request"));

        assertThat(tap.await(task, ModelPromoted.class, 2).get(1).data().summary())
                .contains("on request of ada: the test rows are wrong");
    }

    @Test
    void wants_to_know_why_and_understands_every_field() {
        promoted(2);

        rollback("key-1", "{}").statusCode(400).body("detail", containsString("'explanation' is missing"));
        rollback("key-2", "{\"explanation\": \"x\", \"toVersoin\": 1}")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString("toVersoin"));
        rollback("key-3", "{\"explanation\": ").statusCode(400).contentType("application/problem+json");
        get("").body("champion.version", equalTo(2));
    }

    @Test
    void says_what_is_not_there() {
        when().get("/models/nobodys-task/why")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", equalTo("there is no model nobodys-task"));
        when().get("/models/Not%2Fa%2FName").then().statusCode(404);
        promoted(1);
        when().get("/models/" + task + "/versions/9")
                .then()
                .statusCode(404)
                .body("detail", containsString("it has versions 1 to 1"));
        when().get("/models/" + task + "/versions?limit=0")
                .then()
                .statusCode(400)
                .body("detail", containsString("limit must be 1 to 500"));
    }

    @Test
    void answers_why_from_the_documents_of_all_services() {
        RunDocuments.write(store, task, "run-a");
        tap.send(Verdicts.promote(task, "run-a", null));
        tap.await(task, ModelPromoted.class, 1);

        get("/why")
                .body("lineage.absent", empty())
                .body("lineage.batches.newest.batchId", contains("batch-one", "batch-two"))
                .body("lineage.snapshot.labelCounts.refund", equalTo(600))
                .body("lineage.run.plan.strategy.kind", equalTo("fine-tune"))
                .body("lineage.evaluation.slices", hasSize(2))
                .body("verdict.rules", hasSize(2))
                .body("decision.outcome", equalTo("promoted"))
                .body("moves", hasSize(1))
                .body("because", containsString("Version 1 of " + task + " is live."));
        get("/versions/1")
                .body("status", equalTo("live"))
                .body("runId", equalTo("run-a"))
                .body("lineage.files.files.path", contains("model.safetensors"))
                .body("lineage.evaluation.champion", nullValue());
    }

    @Test
    void a_record_that_is_no_verdict_becomes_a_dead_letter_and_the_next_one_is_heard() {
        byte[] value = "not even JSON".getBytes(StandardCharsets.UTF_8);
        tap.send(new ProducerRecord<>(EventType.MODEL_EVALUATED.topic(), task, value));

        var letter = tap.awaitDeadLetter(task);

        assertThat(letter.value()).isEqualTo(value);
        assertThat(letter.headers().lastHeader(DeadLetters.SERVICE).value())
                .isEqualTo("registry".getBytes(StandardCharsets.UTF_8));
        promoted(1);
    }

    @Test
    void a_move_that_another_registry_died_in_is_finished_at_start() {
        Event<ModelPromoted> event = tap.await(LocalStoreAndBroker.HALF_MOVED_TASK, ModelPromoted.class, 1)
                .get(0);

        assertThat(event.data().version()).isEqualTo(1);
        assertThat(store.find(StoreLayout.modelAlias(LocalStoreAndBroker.HALF_MOVED_TASK, ModelAlias.CHAMPION)))
                .isPresent();
        assertThat(store.find(StoreLayout.modelDecision(LocalStoreAndBroker.HALF_MOVED_TASK, 1)))
                .isPresent();
    }

    private void promoted(int versions) {
        for (int version = 1; version <= versions; version++) {
            tap.send(Verdicts.promote(task, "run-" + version, version == 1 ? null : version - 1));
        }
        tap.await(task, ModelPromoted.class, versions);
    }

    private ValidatableResponse get(String path) {
        return when().get("/models/" + task + path).then().statusCode(200);
    }

    private ValidatableResponse rollback(String key, String body) {
        return given().contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(body)
                .post("/models/" + task + "/rollback")
                .then();
    }
}

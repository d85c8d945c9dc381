package dev.graft.registry.access;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.graft.registry.LocalStoreAndBroker;
import dev.graft.registry.fixture.Verdicts;
import dev.graft.registry.promotion.DecideChallenger;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithRoles.class)
@QuarkusTestResource(LocalStoreAndBroker.class)
class RolesTest {
    private static final Calls NOBODY = new Calls("");
    private static final Calls READER = new Calls(WithRoles.READER);
    private static final Calls WRITER = new Calls(WithRoles.WRITER);
    private static final Calls PROMOTER = new Calls(WithRoles.PROMOTER);
    private static final Calls ADMIN = new Calls(WithRoles.ADMIN);

    private final String task = "task-" + UUID.randomUUID();
    private final AuditLines audit = AuditLines.open();

    @Inject
    DecideChallenger deciding;

    @BeforeEach
    void two_versions() {
        deciding.decide(Verdicts.promote(task, task + "-a", null));
        deciding.decide(Verdicts.promote(task, task + "-b", 1));
    }

    @AfterEach
    void close() {
        audit.close();
    }

    @Test
    void a_reader_looks_and_does_not_write() {
        READER.get("/models/" + task).statusCode(200);
        READER.post(Calls.MLFLOW + "registered-models/get-latest-versions", "{\"name\": \"" + task + "\"}")
                .statusCode(200);

        READER.create(task + "-own")
                .statusCode(403)
                .header("WWW-Authenticate", nullValue())
                .contentType("application/json")
                .body("error_code", equalTo("PERMISSION_DENIED"))
                .body("message", equalTo("This call needs the role 'writer'; rita has the role 'reader'"));
    }

    @Test
    void a_writer_writes_and_does_not_promote() {
        WRITER.create(task + "-own").statusCode(200);

        WRITER.rollback(task, "walt")
                .statusCode(403)
                .contentType("application/problem+json")
                .body("title", equalTo("Forbidden"))
                .body("detail", equalTo("This call needs the role 'promoter'; walt has the role 'writer'"))
                .body("instance", equalTo("/models/" + task + "/rollback"));
        WRITER.alias(task, "champion", 1).statusCode(403).body("error_code", equalTo("PERMISSION_DENIED"));
        WRITER.post(
                        Calls.MLFLOW + "model-versions/transition-stage",
                        "{\"name\": \"%s\", \"version\": \"1\", \"stage\": \"Production\"}".formatted(task))
                .statusCode(403);
        NOBODY.get("/models/" + task).body("champion.version", equalTo(2));
    }

    @Test
    void a_promoter_promotes_and_the_history_names_them_whatever_the_body_says() {
        PROMOTER.rollback(task, "evaluator").statusCode(200).body("move.requestedBy", equalTo("petra"));
        PROMOTER.post("/models/" + task + "/versions/2/promote", "{\"explanation\": \"better\"}")
                .statusCode(200)
                .body("move.requestedBy", equalTo("petra"));
        PROMOTER.alias(task, "champion", 1).statusCode(200);
        PROMOTER.alias(task, "shadow", 2).statusCode(200);

        NOBODY.get("/models/" + task + "/history?limit=4")
                .body("items.requestedBy.unique()", equalTo(List.of("petra")));
        NOBODY.get("/models/" + task + "/why").body("because", containsString("by petra"));
    }

    @Test
    void who_promoted_what_is_found_over_all_models() {
        PROMOTER.rollback(task, "evaluator").statusCode(200);

        NOBODY.get("/audit?by=petra&limit=1")
                .statusCode(200)
                .body("items[0].task", equalTo(task))
                .body("items[0].move.kind", equalTo("rolled-back"));
        NOBODY.get("/audit?since=2999-01-01T00:00:00Z").body("total", equalTo(0));
        NOBODY.get("/audit?since=yesterday").statusCode(400).body("detail", containsString("2026-01-31T08:00:00Z"));
    }

    @Test
    void the_gate_stays_the_gate() {
        NOBODY.get("/models/" + task + "/history?limit=1")
                .body("items[0].kind", equalTo("promoted"))
                .body("items[0].requestedBy", equalTo("evaluator"));
    }

    @Test
    void only_an_admin_takes_away_and_renames() {
        String own = task + "-own";
        WRITER.create(own).statusCode(200);
        String body = "{\"name\": \"%s\", \"version\": \"1\"}".formatted(task);

        PROMOTER.delete(Calls.MLFLOW + "model-versions/delete", body).statusCode(403);
        PROMOTER.delete(Calls.MLFLOW + "registered-models/delete", "{\"name\": \"" + own + "\"}")
                .statusCode(403);
        PROMOTER.post(
                        Calls.MLFLOW + "registered-models/rename",
                        "{\"name\": \"%s\", \"new_name\": \"%s-new\"}".formatted(own, own))
                .statusCode(403);
        PROMOTER.post("/garbage-collections", "{\"dryRun\": true}").statusCode(403);

        ADMIN.post("/garbage-collections", "{\"dryRun\": true}").statusCode(200);
        PROMOTER.alias(task, "shadow", 1).statusCode(200);
        ADMIN.delete(Calls.MLFLOW + "model-versions/delete", body).statusCode(200);
        NOBODY.get("/models/" + task + "/history?limit=1")
                .body("items[0].kind", equalTo("alias-deleted"))
                .body("items[0].requestedBy", equalTo("ada"));
        ADMIN.delete(Calls.MLFLOW + "registered-models/delete", "{\"name\": \"" + own + "\"}")
                .statusCode(200);
    }

    @Test
    void the_token_from_before_there_were_roles_is_an_admins() {
        Calls old = new Calls(WithRoles.UNNAMED);

        old.post("/garbage-collections", "{\"dryRun\": true}").statusCode(200);
        old.rollback(task, "somebody").statusCode(200).body("move.requestedBy", equalTo("api-token"));
    }

    @Test
    void without_credentials_one_looks() {
        NOBODY.get("/models/" + task).statusCode(200);
        NOBODY.rollback(task, "ada")
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .contentType("application/problem+json")
                .body("detail", containsString("needs the role 'promoter', and the request has no credentials"));
        NOBODY.create(task + "-own")
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body("error_code", equalTo("UNAUTHENTICATED"));
    }

    @Test
    void credentials_that_are_not_known_count_as_wrong_not_as_none() {
        Calls guessing = new Calls(WithRoles.ADMIN + "x");

        guessing.get("/models/" + task)
                .statusCode(401)
                .header("WWW-Authenticate", containsString("invalid_token"))
                .contentType("application/problem+json");
        guessing.create(task + "-own").statusCode(401).body("error_code", equalTo("UNAUTHENTICATED"));
        given().header("Authorization", "Basic YWRhOnNlY3JldA==")
                .get("/models/" + task)
                .then()
                .statusCode(401);
        given().header("Authorization", "Bearer " + WithRoles.ADMIN)
                .header("Authorization", "Bearer " + WithRoles.READER)
                .get("/models/" + task)
                .then()
                .statusCode(401);
    }

    @Test
    void health_and_metrics_ask_nobody() {
        given().header("Authorization", "Bearer nonsense")
                .get("/q/health/ready")
                .then()
                .statusCode(200);
        READER.create(task + "-own").statusCode(403);
        when().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("graft_refusals_total{needed=\"writer\",status=\"403\"}"));
    }

    @Test
    void every_write_leaves_one_line_granted_or_not_and_no_look_does() {
        PROMOTER.rollback(task, "evaluator").statusCode(200);
        WRITER.rollback(task, "ada").statusCode(403);
        NOBODY.rollback(task, "ada").statusCode(401);
        new Calls("nobody-has-this-token").rollback(task, "ada").statusCode(401);
        PROMOTER.rollback(task, "petra").statusCode(409);
        PROMOTER.get("/models/" + task + "/history").statusCode(200);

        assertThat(audit.of(task))
                .extracting(
                        entry -> entry.path("by").asText(),
                        entry -> entry.path("proof").asText(),
                        entry -> entry.path("role").asText(),
                        entry -> entry.path("needed").asText(),
                        entry -> entry.path("status").asInt())
                .containsExactly(
                        tuple("petra", "token", "promoter", "promoter", 200),
                        tuple("walt", "token", "writer", "promoter", 403),
                        tuple("anonymous", "none", "reader", "promoter", 401),
                        tuple("anonymous", "none", "", "promoter", 401),
                        tuple("petra", "token", "promoter", "promoter", 409));
        assertThat(audit.all()).noneMatch(line -> line.contains("has-this-token") || line.contains("a test"));
    }
}

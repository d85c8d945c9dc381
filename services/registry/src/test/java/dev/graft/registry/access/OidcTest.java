package dev.graft.registry.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.graft.registry.LocalStoreAndBroker;
import dev.graft.registry.fixture.Verdicts;
import dev.graft.registry.promotion.DecideChallenger;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithRoles.class)
@QuarkusTestResource(LocalStoreAndBroker.class)
class OidcTest {
    private final String task = "task-" + UUID.randomUUID();
    private final AuditLines audit = AuditLines.open();

    @Inject
    DecideChallenger deciding;

    @ConfigProperty(name = LocalIssuer.URL)
    String issuer;

    @ConfigProperty(name = LocalIssuer.PRIVATE_KEY)
    String privateKey;

    private IssuedTokens tokens;

    @BeforeEach
    void two_versions() {
        tokens = IssuedTokens.of(issuer, privateKey);
        deciding.decide(Verdicts.promote(task, task + "-a", null));
        deciding.decide(Verdicts.promote(task, task + "-b", 1));
    }

    @AfterEach
    void close() {
        audit.close();
    }

    @Test
    void a_promoter_of_the_issuer_promotes_and_the_history_names_them() {
        Calls olga = new Calls(tokens.signed("olga", "graft-promoter", "staff"));

        olga.rollback(task, "somebody else").statusCode(200).body("move.requestedBy", equalTo("olga"));
        olga.alias(task, "champion", 2).statusCode(200);
        olga.post("/garbage-collections", "{\"dryRun\": true}")
                .statusCode(403)
                .body("detail", equalTo("This call needs the role 'admin'; olga has the role 'promoter'"));

        olga.get("/models/" + task + "/history?limit=1").body("items[0].requestedBy", equalTo("olga"));
        assertThat(audit.of(task + "/rollback"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.path("by").asText()).isEqualTo("olga"))
                .satisfies(entry -> assertThat(entry.path("proof").asText()).isEqualTo("oidc"));
    }

    @Test
    void a_body_arrives_whole_behind_a_token_that_had_to_be_checked() {
        Calls olga = new Calls(tokens.signed("olga", "graft-writer"));
        String description = "x".repeat(200_000);

        olga.create(task + "-own").statusCode(200);
        olga.post(
                        Calls.MLFLOW + "model-versions/create",
                        "{\"name\": \"%s-own\", \"source\": \"s3://elsewhere/\", \"tags\": [{\"key\": \"k\", \"value\": \"%s\"}]}"
                                .formatted(task, description))
                .statusCode(400)
                .body("message", containsString("10000"));
    }

    @Test
    void who_has_no_role_of_the_mesh_may_what_everybody_may() {
        Calls otto = new Calls(tokens.signed("otto", "staff"));

        otto.get("/models/" + task).statusCode(200);
        otto.rollback(task, "otto").statusCode(403).body("detail", containsString("otto has the role 'reader'"));
    }

    @Test
    void nobody_passes_for_the_owner_of_a_static_token_by_their_name_at_the_issuer() {
        new Calls(tokens.signed("petra", "graft-promoter"))
                .rollback(task, "petra")
                .statusCode(200)
                .body("move.requestedBy", equalTo("petra@oidc"));
    }

    @Test
    void static_tokens_go_on_beside_the_issuer() {
        new Calls(WithRoles.PROMOTER).rollback(task, "x").statusCode(200).body("move.requestedBy", equalTo("petra"));
    }

    @Test
    void an_expired_token_is_refused() {
        refused(tokens.expired().signed("olga", "graft-promoter"));
    }

    @Test
    void a_token_of_another_issuer_is_refused() {
        refused(tokens.by("http://127.0.0.1:1/elsewhere").signed("olga", "graft-promoter"));
    }

    @Test
    void a_token_for_another_service_is_refused() {
        refused(tokens.to("the-canteen").signed("olga", "graft-promoter"));
    }

    @Test
    void a_token_that_somebody_else_signed_under_the_issuers_name_is_refused() {
        refused(tokens.with(IssuedTokens.newKeys().getPrivate()).signed("olga", "graft-promoter"));
    }

    @Test
    void a_token_without_a_signature_is_refused() {
        String[] parts = tokens.signed("olga", "graft-promoter").split("\\.");
        String header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));

        refused(header + "." + parts[1] + ".");
    }

    @Test
    void a_token_with_other_claims_than_were_signed_is_refused() {
        String[] reader = tokens.signed("olga", "graft-reader").split("\\.");
        String[] admin = tokens.signed("olga", "graft-admin").split("\\.");

        refused(reader[0] + "." + admin[1] + "." + reader[2]);
    }

    private void refused(String token) {
        new Calls(token)
                .rollback(task, "olga")
                .statusCode(401)
                .header("WWW-Authenticate", containsString("invalid_token"))
                .contentType("application/problem+json");
        new Calls(token).get("/models/" + task).statusCode(401);
        new Calls(token).create(task + "-own").statusCode(401).body("error_code", equalTo("UNAUTHENTICATED"));
        assertThat(audit.all()).noneMatch(line -> line.contains(token));
    }
}

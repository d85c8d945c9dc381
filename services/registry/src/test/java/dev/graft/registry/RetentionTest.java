package dev.graft.registry;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.event.ModelPromoted;
import dev.graft.platform.store.ObjectStore;
import dev.graft.registry.fixture.RunFiles;
import dev.graft.registry.fixture.Verdicts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStoreAndBroker.class)
@TestProfile(RetentionTest.NothingExtra.class)
class RetentionTest {
    private static final String TOKEN = "a-token-of-this-test";
    private static final int VERSIONS = 4;

    private final String task = "task-" + UUID.randomUUID();

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    ObjectStore store;

    /** Keeps only what the rules protect, from the first moment on. */
    public static final class NothingExtra implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "graft.api.token", TOKEN,
                    "graft.registry.retention.versions", "0",
                    "graft.registry.retention.keep-for", "0s",
                    "graft.registry.retention.grace", "0s");
        }
    }

    @Test
    void frees_the_store_and_says_of_what() {
        promoted();
        long before = bytes();
        assertThat(before).isEqualTo(2L * VERSIONS * RunFiles.MODEL_BYTES);

        collect("{\"dryRun\": true}")
                .statusCode(200)
                .body("dryRun", equalTo(true))
                .body("bytes", equalTo(4 * RunFiles.MODEL_BYTES))
                .body("garbage.version", contains(1, 2))
                .body("garbage.kind", contains("version", "version"));
        assertThat(bytes()).isEqualTo(before);

        collect("{}")
                .statusCode(200)
                .body("files", equalTo(4))
                .body("bytes", equalTo(4 * RunFiles.MODEL_BYTES))
                .body("more", equalTo(false));
        assertThat(bytes()).isEqualTo(before - 4L * RunFiles.MODEL_BYTES);

        when().get("/garbage-collections/latest")
                .then()
                .statusCode(200)
                .body("bytes", equalTo(4 * RunFiles.MODEL_BYTES));
        collect("{}").statusCode(200).body("garbage", empty()).body("bytes", equalTo(0));
        refusesToGoBackTo(1);
    }

    @Test
    void wants_the_token_and_understands_every_field() {
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/garbage-collections")
                .then()
                .statusCode(401);
        collect("{\"dryrun\": true}")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString("dryrun"));
    }

    private void promoted() {
        RunFiles runs = new RunFiles(store, Instant.now().minusSeconds(1));
        try (KafkaTap tap = new KafkaTap(bootstrapServers)) {
            for (int version = 1; version <= VERSIONS; version++) {
                String run = task + "-" + version;
                runs.completed(task, run);
                tap.send(Verdicts.promote(task, run, version == 1 ? null : version - 1));
            }
            tap.await(task, ModelPromoted.class, VERSIONS);
        }
    }

    private void refusesToGoBackTo(int version) {
        authorised()
                .body("{\"toVersion\": " + version + ", \"explanation\": \"it was better\"}")
                .post("/models/" + task + "/rollback")
                .then()
                .statusCode(409)
                .body("detail", containsString("its files were given up"));
    }

    private long bytes() {
        AtomicLong sum = new AtomicLong();
        store.scan(StoreLayout.RUNS, (key, bytes) -> {
            if (key.contains(task) && key.contains("/attempts/")) {
                sum.addAndGet(bytes);
            }
        });
        return sum.get();
    }

    private static ValidatableResponse collect(String body) {
        return authorised().body(body).post("/garbage-collections").then();
    }

    private static RequestSpecification authorised() {
        return given().contentType(ContentType.JSON).header("Authorization", "Bearer " + TOKEN);
    }
}

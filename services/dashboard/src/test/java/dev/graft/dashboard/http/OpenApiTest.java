package dev.graft.dashboard.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.dashboard.MeshResource;
import dev.graft.dashboard.messaging.CatchUp;
import dev.graft.platform.json.Json;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class OpenApiTest {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    @Inject
    CatchUp catchUp;

    @BeforeEach
    void awaitThePast() throws Exception {
        catchUp.whenDone().get(60, TimeUnit.SECONDS);
    }

    @Test
    void describes_every_call_with_a_summary_and_its_problems() {
        byte[] document = given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        JsonNode api = Json.read(document, JsonNode.class);
        List<String> calls = new ArrayList<>();

        assertThat(api.path("openapi").asText()).startsWith("3.1");
        api.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(call -> {
                    if (METHODS.contains(call.getKey())) {
                        String name = call.getKey() + " " + path.getKey();
                        calls.add(name);
                        assertThat(call.getValue().path("summary").asText())
                                .as(name)
                                .isNotBlank();
                        assertThat(call.getValue()
                                        .at("/responses/default/content")
                                        .has("application/problem+json"))
                                .as(name)
                                .isTrue();
                    }
                }));
        assertThat(calls)
                .contains(
                        "get /api/overview",
                        "post /api/dead-letters/{id}/replay",
                        "post /grafana/query",
                        "get /api/events");
    }

    @Test
    void every_list_and_thing_is_not_sent_again_while_nothing_has_changed() {
        for (String call : List.of(
                "tasks",
                "batches",
                "snapshots",
                "runs",
                "models",
                "dead-letters",
                "overview",
                "batches/" + MeshResource.PAST.batchId("first"),
                "runs/" + MeshResource.PAST.runId("first"),
                "evaluations/" + MeshResource.PAST.runId("first"),
                "models/past")) {
            String tag = given().get("/api/" + call).then().extract().header("ETag");

            assertThat(tag).as(call).isNotBlank();
            given().header("If-None-Match", tag)
                    .get("/api/" + call)
                    .then()
                    .statusCode(304)
                    .header("ETag", tag);
        }
    }
}

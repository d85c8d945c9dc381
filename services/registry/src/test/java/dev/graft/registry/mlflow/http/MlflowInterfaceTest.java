package dev.graft.registry.mlflow.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.platform.json.Json;
import dev.graft.platform.store.ObjectStore;
import dev.graft.registry.LocalStoreAndBroker;
import dev.graft.registry.fixture.Verdicts;
import dev.graft.registry.promotion.DecideChallenger;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@TestProfile(Guarded.class)
@QuarkusTestResource(LocalStoreAndBroker.class)
class MlflowInterfaceTest {
    private static final String BASE = "/api/2.0/mlflow/";
    private static final String FILES = "/api/2.0/mlflow-artifacts/artifacts";

    private final String task = "task-" + UUID.randomUUID();

    @Inject
    ObjectStore store;

    @Inject
    DecideChallenger deciding;

    private ModelFolder live;

    @BeforeEach
    void two_versions() {
        deciding.decide(Verdicts.promote(task, task + "-a", null, StoredFolder.put(store, task + "-a")));
        live = StoredFolder.put(store, task + "-b");
        deciding.decide(Verdicts.promote(task, task + "-b", 1, live));
    }

    @Test
    void answers_the_recorded_calls_of_the_real_client_as_it_did() throws IOException {
        String token = "";
        for (JsonNode call : recording()) {
            RequestSpecification request = client();
            if (call.path("body").isTextual()) {
                request.contentType(ContentType.JSON)
                        .body(call.path("body").asText().replace("{mesh}", task));
            }
            String path = call.path("path")
                    .asText()
                    .replace("{mesh}", task)
                    .replace("{MESH}", task.toUpperCase(Locale.ROOT))
                    .replace("{token}", token);
            Response response = request.urlEncodingEnabled(false)
                    .request(call.path("method").asText(), path);
            assertThat(response.statusCode())
                    .as("%s: %s", call, response.asString())
                    .isEqualTo(call.path("status").asInt());
            if (path.contains("/search") && response.asString().contains("next_page_token")) {
                token = response.path("next_page_token");
            }
        }
    }

    private static List<JsonNode> recording() throws IOException {
        List<JsonNode> calls = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(
                MlflowInterfaceTest.class.getResourceAsStream("/dev/graft/registry/mlflow/session.jsonl"))) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                calls.add(Json.mapper().readTree(line));
            }
        }
        return calls;
    }

    @Test
    void errors_have_the_form_of_mlflow() {
        get("registered-models/get?name=nobodys-model")
                .statusCode(404)
                .body("error_code", equalTo("RESOURCE_DOES_NOT_EXIST"))
                .body("message", equalTo("there is no model 'nobodys-model'"));
        get("registered-models/get")
                .statusCode(400)
                .body("error_code", equalTo("INVALID_PARAMETER_VALUE"))
                .body("message", containsString("required parameter 'name'"));
        get("model-versions/get?name=" + task + "&version=two")
                .statusCode(400)
                .body("message", containsString("a whole number such as 3"));
        post("registered-models/create", "{\"name\": ")
                .statusCode(400)
                .body("error_code", equalTo("INVALID_PARAMETER_VALUE"));
        post("registered-models/create", "[]").statusCode(400).body("message", containsString("JSON object"));
        get("registered-models/search?max_results=5000")
                .statusCode(400)
                .body("message", containsString("1 to 1000, not 5000"));
        get("experiments/search").statusCode(404).body("error_code", equalTo("ENDPOINT_NOT_FOUND"));
    }

    @Test
    void a_delete_has_a_json_body() {
        post("registered-models/set-tag", "{\"name\": \"%s\", \"key\": \"a\", \"value\": \"1\"}".formatted(task))
                .statusCode(200);
        get("registered-models/get?name=" + task).body("registered_model.tags.key", contains("a"));

        client().contentType(ContentType.JSON)
                .body("{\"name\": \"%s\", \"key\": \"a\"}".formatted(task))
                .delete(BASE + "registered-models/delete-tag")
                .then()
                .statusCode(200);

        get("registered-models/get?name=" + task).body("registered_model.tags", hasSize(0));
    }

    @Test
    void a_write_needs_the_token_and_a_look_does_not() {
        given().get(BASE + "registered-models/get?name=" + task).then().statusCode(200);
        given().contentType(ContentType.JSON)
                .body("{\"name\": \"%s\", \"alias\": \"champion\", \"version\": \"1\"}".formatted(task))
                .post(BASE + "registered-models/alias")
                .then()
                .statusCode(401);
    }

    @Test
    void streams_only_files_that_a_version_lists() {
        given().get(FILES + "?path=" + task + "/2")
                .then()
                .statusCode(200)
                .body("files.path", contains("config.json", "empty.txt", "model.safetensors", "tokenizer"))
                .body("files.is_dir", contains(false, false, false, true));
        assertThat(given().get(FILES + "/" + task + "/2/model.safetensors").asByteArray())
                .hasSize(300_000);
        assertThat(given().get(FILES + "/" + task + "/2/empty.txt").asByteArray())
                .isEmpty();
        given().get(FILES + "/" + task + "/2/tokenizer").then().statusCode(404);
        given().urlEncodingEnabled(false)
                .get(FILES + "/" + task + "/2/..%2F..%2Flease.json")
                .then()
                .statusCode(404);
        given().get(FILES + "/" + task + "/9/config.json").then().statusCode(404);
    }

    @Test
    void a_file_with_other_bytes_than_its_version_lists_never_arrives_whole(@TempDir Path folder) {
        String key = live.uri().substring(store.uri("").length()) + "model.safetensors";
        store.put(key, "9876543210".repeat(30_000).getBytes(StandardCharsets.UTF_8), "application/octet-stream");
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        RestAssured.baseURI + ":" + RestAssured.port + FILES + "/" + task + "/2/model.safetensors"))
                .timeout(Duration.ofSeconds(30))
                .build();

        assertThatThrownBy(() -> HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofFile(folder.resolve("model"))))
                .isInstanceOf(IOException.class);
        assertThat(folder.resolve("model"))
                .satisfiesAnyOf(
                        file -> assertThat(file).doesNotExist(),
                        file -> assertThat(Files.size(file)).isLessThan(300_000));
    }

    private ValidatableResponse get(String path) {
        return client().get(BASE + path).then();
    }

    private ValidatableResponse post(String path, String body) {
        return client().contentType(ContentType.JSON)
                .body(body)
                .post(BASE + path)
                .then();
    }

    private static RequestSpecification client() {
        return given().header("Authorization", "Bearer " + Guarded.TOKEN);
    }
}

package dev.graft.registry.mlflow.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.graft.platform.json.Json;
import dev.graft.platform.store.ObjectStore;
import dev.graft.registry.LocalStoreAndBroker;
import dev.graft.registry.fixture.Verdicts;
import dev.graft.registry.promotion.DecideChallenger;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Webhooks over MLflow's REST interface, with a receiver that checks signatures as MLflow's documentation says. */
@QuarkusTest
@TestProfile(Guarded.class)
@QuarkusTestResource(LocalStoreAndBroker.class)
class WebhooksTest {
    private static final String BASE = "/api/2.0/mlflow/webhooks";
    private static final String SECRET = "what the two share";
    private static final List<Map<String, String>> EVENTS = List.of(
            Map.of("entity", "MODEL_VERSION", "action", "CREATED"),
            Map.of("entity", "MODEL_VERSION_ALIAS", "action", "CREATED"));

    private final String task = "task-" + UUID.randomUUID();
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private HttpServer receiver;

    @Inject
    ObjectStore store;

    @Inject
    DecideChallenger deciding;

    private record Heard(String id, String timestamp, String signature, String body) {
        JsonNode json() {
            return Json.read(body.getBytes(StandardCharsets.UTF_8), JsonNode.class);
        }
    }

    @BeforeEach
    void receive() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", this::hear);
        receiver.start();
    }

    private void hear(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        heard.add(new Heard(
                headers.getFirst("X-MLflow-Delivery-Id"),
                headers.getFirst("X-MLflow-Timestamp"),
                headers.getFirst("X-MLflow-Signature"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/moved") ? 302 : 200, -1);
        exchange.close();
    }

    @AfterEach
    void hang_up() {
        all().forEach(id -> as().delete(BASE + "/" + id).then().statusCode(200));
        receiver.stop(0);
    }

    @Test
    void tells_of_a_promotion_and_signs_it() throws Exception {
        create(Map.of("secret", SECRET));

        deciding.decide(Verdicts.promote(task, task + "-a", null, StoredFolder.put(store, task + "-a")));

        Heard version = next();
        Heard alias = next();
        assertThat(version.json().path("entity").asText()).isEqualTo("model_version");
        assertThat(version.json().at("/data/name").asText()).isEqualTo(task);
        assertThat(alias.json().at("/data/alias").asText()).isEqualTo("champion");
        assertThat(alias.json().at("/data/version").asText()).isEqualTo("1");
        assertThat(alias.signature()).isEqualTo(signature(alias));
        assertThat(alias.id()).isNotEqualTo(version.id());
    }

    @Test
    void a_webhook_can_be_tried_and_read_but_its_secret_cannot() {
        String id = create(Map.of("secret", SECRET, "description", "for the team"));

        as().body("{}")
                .post(BASE + "/" + id + "/test")
                .then()
                .statusCode(200)
                .body("result.success", equalTo(true))
                .body("result.response_status", equalTo(200));
        as().get(BASE + "/" + id)
                .then()
                .body("webhook.description", equalTo("for the team"))
                .body("webhook.status", equalTo("ACTIVE"))
                .body("webhook.events.entity", hasItem("MODEL_VERSION_ALIAS"))
                .body(not(containsString(SECRET)));
        String stored = new String(
                store.find("webhooks/" + id + "/webhook.json").orElseThrow().content(), StandardCharsets.UTF_8);
        assertThat(stored).doesNotContain(SECRET);
        as().get(BASE + "/" + id + "/deliveries").then().body("pending_count", equalTo(0));
    }

    @Test
    void a_redirect_is_not_followed() {
        String id = create(Map.of("url", url() + "/moved"));

        as().body("{\"event\": {\"entity\": \"MODEL_VERSION\", \"action\": \"CREATED\"}}")
                .post(BASE + "/" + id + "/test")
                .then()
                .statusCode(200)
                .body("result.response_status", equalTo(302));
        assertThat(heard).hasSize(1);
    }

    @Test
    void a_webhook_that_is_disabled_is_told_nothing() throws InterruptedException {
        String id = create(Map.of());
        as().body(Map.of("status", "DISABLED"))
                .patch(BASE + "/" + id)
                .then()
                .statusCode(200)
                .body("webhook.status", equalTo("DISABLED"));
        String other = create(Map.of("url", url() + "/other"));
        assertThat(other).isNotEqualTo(id);

        deciding.decide(Verdicts.promote(task, task + "-a", null, StoredFolder.put(store, task + "-a")));

        next();
        next();
        assertThat(store.list("webhooks/" + id + "/pending/")).isEmpty();
    }

    @Test
    void what_cannot_be_a_webhook_is_refused_with_the_reason() {
        refused(Map.of("url", "ftp://example.org"), "begins with");
        refused(Map.of("name", "-"), "a webhook's name");
        refused(
                Map.of("events", List.of(Map.of("entity", "PROMPT", "action", "CREATED"))),
                "it tells registered_model.created");
        refused(Map.of("events", List.of()), "'events'");
        refused(Map.of("status", "ASLEEP"), "ACTIVE or DISABLED");
        as().get(BASE + "/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("error_code", equalTo("RESOURCE_DOES_NOT_EXIST"));
        as().get(BASE + "/..%2F..%2Fmodels").then().statusCode(404);
        given().contentType(ContentType.JSON).body("{}").post(BASE).then().statusCode(401);
    }

    private void refused(Map<String, Object> wrong, String words) {
        post(wrong)
                .statusCode(400)
                .body("error_code", equalTo("INVALID_PARAMETER_VALUE"))
                .body("message", containsString(words));
    }

    private String create(Map<String, Object> more) {
        return post(more).statusCode(200).extract().path("webhook.webhook_id");
    }

    private ValidatableResponse post(Map<String, Object> more) {
        Map<String, Object> body = new java.util.HashMap<>(Map.of("name", "hook", "url", url(), "events", EVENTS));
        body.putAll(more);
        return as().body(body).post(BASE).then();
    }

    private static List<String> all() {
        return as().get(BASE).then().statusCode(200).extract().path("webhooks.webhook_id");
    }

    private static RequestSpecification as() {
        return given().contentType(ContentType.JSON).header("Authorization", "Bearer " + Guarded.TOKEN);
    }

    private String url() {
        return "http://127.0.0.1:" + receiver.getAddress().getPort();
    }

    private Heard next() throws InterruptedException {
        Heard next = heard.poll(20, TimeUnit.SECONDS);
        assertThat(next).as("a delivery").isNotNull();
        return next;
    }

    private static String signature(Heard delivery) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signed = delivery.id() + "." + delivery.timestamp() + "." + delivery.body();
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }
}

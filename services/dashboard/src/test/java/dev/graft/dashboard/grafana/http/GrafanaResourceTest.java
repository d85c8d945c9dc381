package dev.graft.dashboard.grafana.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import dev.graft.dashboard.MeshResource;
import dev.graft.dashboard.messaging.CatchUp;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The requests are those that the plugin sends, as its documentation records them. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class GrafanaResourceTest {
    private static final String RANGE =
            "\"range\":{\"from\":\"2026-03-01T00:00:00.000Z\",\"to\":\"2026-03-02T00:00:00.000Z\","
                    + "\"raw\":{\"from\":\"now-24h\",\"to\":\"now\"}}";

    @Inject
    CatchUp catchUp;

    @BeforeEach
    void awaitThePast() throws Exception {
        catchUp.whenDone().get(60, TimeUnit.SECONDS);
    }

    @Test
    void says_that_it_is_there() {
        given().get("/grafana").then().statusCode(200);
        given().get("/grafana/").then().statusCode(200);
    }

    @Test
    void offers_its_metrics_with_what_they_are_narrowed_with() {
        post("metrics", "{}")
                .body("value", hasItems("runs", "scores", "losses", "batches", "rows", "promotions", "dead-letters"))
                .body("find { it.value == 'scores' }.payloads.name", hasItems("task", "score"));
        post("metric-payload-options", "{\"metric\":\"scores\",\"payload\":{},\"name\":\"task\"}")
                .body("value", hasItem("past"));
        post("metric-payload-options", "{\"metric\":\"losses\",\"payload\":{\"task\":\"\"},\"name\":\"run\"}")
                .body("value", hasItem(MeshResource.PAST.runId("first")));
        post("variable", "{\"payload\":{\"target\":\"task\"}," + RANGE + "}").body("__value", hasItem("past"));
    }

    @Test
    void answers_a_panel_with_series() {
        post(
                        "query",
                        "{\"app\":\"dashboard\",\"panelId\":1," + RANGE + ",\"interval\":\"30s\",\"intervalMs\":30000,"
                                + "\"maxDataPoints\":550,\"targets\":[{\"target\":\"scores\",\"refId\":\"A\",\"payload\":"
                                + "{\"task\":\"past\"}},{\"target\":\"runs\",\"refId\":\"B\",\"payload\":\"\"},"
                                + "{\"refId\":\"C\"}],\"adhocFilters\":[]}")
                .body("target", hasItems("past", "promoted"))
                .body("find { it.target == 'past' }.datapoints", hasSize(1))
                .body("find { it.target == 'past' }.datapoints[0][0]", equalTo(0.8f));
    }

    @Test
    void answers_annotations_with_a_table() {
        post("query", "{" + RANGE + ",\"targets\":[{\"target\":\"promotions\",\"refId\":\"Anno\",\"payload\":{}}]}")
                .body("[0].type", equalTo("table"))
                .body("[0].columns.text", equalTo(List.of("time", "title", "text", "tags")))
                .body("[0].rows.collect { it[1] }", hasItem("past: version 1 is live"));
    }

    @Test
    void says_what_is_wrong_with_a_query() {
        query("{" + RANGE + ",\"targets\":[{\"target\":\"packets\",\"refId\":\"A\"}]}")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString("dead-letters"));
        query("{\"targets\":[]}").statusCode(400).body("detail", containsString("range"));
    }

    private static ValidatableResponse query(String body) {
        return given().contentType("application/json")
                .body(body)
                .post("/grafana/query")
                .then();
    }

    private static ValidatableResponse post(String call, String body) {
        return given().contentType("application/json")
                .body(body)
                .post("/grafana/" + call)
                .then()
                .statusCode(200);
    }
}

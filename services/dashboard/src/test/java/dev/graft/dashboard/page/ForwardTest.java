package dev.graft.dashboard.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.graft.dashboard.MeshResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MeshResource.class)
@QuarkusTestResource(NeighbourResource.class)
class ForwardTest {
    @ConfigProperty(name = "graft.dashboard.services.registry")
    String neighbour;

    private Wishes wishes;

    @BeforeEach
    void forget() {
        wishes = new Wishes(neighbour);
        wishes.forget();
    }

    @Test
    void answers_what_the_other_service_answers() {
        given().get("/mesh/models/customer-messages/versions/2/why")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("liveVersion", equalTo(2));
        given().get("/mesh/tasks/customer-messages/batches/abc/quarantine?limit=3")
                .then()
                .statusCode(200)
                .body("items[0].line", equalTo(17));
    }

    @Test
    void wishes_go_on_with_the_callers_credentials_and_key() {
        given().header("Authorization", "Bearer abc")
                .header("Idempotency-Key", "once")
                .contentType("application/json")
                .body("{\"toVersion\":1,\"explanation\":\"wrong shop\"}")
                .post("/mesh/models/customer-messages/rollback")
                .then()
                .statusCode(200);

        assertThat(wishes.all())
                .containsExactly(new Wishes.Wish(
                        "/models/customer-messages/rollback",
                        "Bearer abc",
                        "once",
                        "{\"toVersion\":1,\"explanation\":\"wrong shop\"}"));
    }

    @Test
    void passes_a_problem_on_as_it_is() {
        given().contentType("application/json")
                .body("{\"explanation\":\"late\"}")
                .post("/mesh/models/raced/rollback")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", equalTo("Version 3 is live meanwhile"));
    }

    @Test
    void a_wish_that_a_page_elsewhere_could_send_goes_nowhere() {
        given().config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .contentType("text/plain")
                .body("{\"explanation\":\"evil\"}")
                .post("/mesh/runs/0123/cancel")
                .then()
                .statusCode(400);
        given().post("/mesh/runs/0123/cancel").then().statusCode(400);

        assertThat(wishes.all()).isEmpty();
    }

    @Test
    void says_so_when_what_answers_is_not_the_service() {
        given().get("/mesh/serving/no-json").then().statusCode(503).body("detail", containsString("speaks no JSON"));
        given().get("/mesh/serving/huge").then().statusCode(503).body("detail", containsString("65536"));
    }

    @Test
    void asks_for_nothing_but_what_it_knows() {
        given().get("/mesh/serving/..%2F..%2Fadmin").then().statusCode(404);
        given().get("/mesh/models/customer-messages/versions/x/why").then().statusCode(404);
        assertThat(wishes.all()).isEmpty();
    }
}

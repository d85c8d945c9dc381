package dev.graft.predictor;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.graft.predictor.serving.ServedModels;
import dev.graft.predictor.serving.SwapChampion;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images through the whole service, with a real network. */
@QuarkusTest
@QuarkusTestResource(LocalStoreAndBroker.class)
class ImagesTest {
    private static final String TASK = "leaves";

    @Inject
    TestRegistry registry;

    @Inject
    SwapChampion swap;

    @Inject
    ServedModels served;

    @TempDir
    Path folder;

    @BeforeEach
    void promote() throws IOException {
        if (served.find(TASK).isEmpty()) {
            registry.promote(TASK, 1, TinyImages.write(folder));
            swap.bringUpToDate(TASK);
        }
    }

    @Test
    void a_picture_is_answered() throws IOException {
        ask(Map.of("image", TinyImages.png(40, 30)))
                .statusCode(200)
                .body("predictions.label", equalTo(List.of("warm")));
    }

    @Test
    void a_file_of_more_than_a_megabyte_is_answered_over_every_json_call() throws IOException {
        // given
        String large = TinyImages.noise(700, 3);
        assertThat(large).hasSizeGreaterThan(1_500_000);

        // when, then
        ask(Map.of("image", large)).statusCode(200);
        given().body(Map.of(
                        "inputs",
                        List.of(Map.of(
                                "name", "image", "datatype", "BYTES", "shape", List.of(1), "data", List.of(large)))))
                .contentType(ContentType.JSON)
                .post("/v2/models/" + TASK + "/infer")
                .then()
                .statusCode(200);
    }

    @Test
    void a_small_file_that_states_too_many_pixels_is_refused_before_it_is_decoded() throws IOException {
        // given
        String bomb = TinyImages.png(5_000, 4_000);
        assertThat(bomb).hasSizeLessThan(20_000);

        // when, then
        ask(Map.of("images", List.of(TinyImages.png(40, 30), bomb)))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", allOf(startsWith("input 1 cannot be read"), containsString("pixels")));
        given().body(Map.of(
                        "inputs",
                        List.of(Map.of(
                                "name", "image", "datatype", "BYTES", "shape", List.of(1), "data", List.of(bomb)))))
                .contentType(ContentType.JSON)
                .post("/v2/models/" + TASK + "/infer")
                .then()
                .statusCode(400)
                .body("error", containsString("pixels"));
    }

    @Test
    void rows_and_texts_are_told_that_the_model_reads_images() {
        ask(Map.of("row", Map.of("a", 1))).statusCode(400).body("detail", startsWith("The model reads images"));
        ask(Map.of("text", "a leaf")).statusCode(400).body("detail", startsWith("The model reads images"));
    }

    private static ValidatableResponse ask(Map<String, ?> body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/predict/" + TASK)
                .then();
    }
}

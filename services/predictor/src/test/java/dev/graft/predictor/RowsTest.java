package dev.graft.predictor;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.graft.predictor.serving.ServedModels;
import dev.graft.predictor.serving.SwapChampion;
import dev.graft.predictor.serving.SwapChampion.Outcome;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of numbers and words through the whole service, with a real model of two data sources. */
@QuarkusTest
@QuarkusTestResource(LocalStoreAndBroker.class)
class RowsTest {
    private static final String TASK = "petals";

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
            registry.promote(
                    TASK,
                    1,
                    TinyRows.write(folder.resolve("model"), 4, "missing-median@1", "standardise-per-domain@1"));
            swap.bringUpToDate(TASK);
        }
    }

    @Test
    void the_same_row_is_another_thing_in_another_place() {
        ask("{\"row\": {\"petal length\": 4, \"colour\": \"red\"}, \"dataSource\": \"meadow\"}")
                .statusCode(200)
                .header("X-Graft-Model-Version", "1")
                .body("preparation", equalTo(List.of("missing-median@1", "standardise-per-domain@1")))
                .body("predictions.label", equalTo(List.of(TinyRows.LARGE)))
                .body("predictions[0].alternatives", hasSize(2));
        ask("{\"row\": {\"petal length\": 4, \"colour\": \"red\"}, \"dataSource\": \"greenhouse\"}")
                .body("predictions.label", equalTo(List.of(TinyRows.SMALL)));
        ask("{\"rows\": [{\"petal length\": 9}, {\"petal length\": 0.5, \"petal width\": null, \"colour\": \"NA\"}]}")
                .statusCode(200)
                .body("predictions.label", equalTo(List.of(TinyRows.LARGE, TinyRows.SMALL)));
        ask("{\"row\": {\"petal length\": 9}, \"dataSource\": \"a new place\"}").statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"row\": {\"petal lenght\": 4}}                     | there is no column 'petal lenght'; the model knows [petal length, petal width, colour]",
                "{\"row\": {\"petal length\": 11}}                    | input 0 cannot be read: the column 'petal length' holds 11; it takes numbers from 0.0 to 10.0",
                "{\"rows\": [{\"petal length\": 1}, {\"petal length\": 1, \"colour\": \"pink\"}]} | input 1 cannot be read: the column 'colour' holds 'pink'",
                "{\"row\": {\"petal length\": \"long\"}}              | which is no number",
                "{\"row\": {\"petal length\": null}}                  | and the task requires one",
                "{\"row\": {\"petal length\": 1, \"petal width\": 1e300}} | no finite float32",
                "{\"row\": {\"petal length\": [1]}}                   | must have values that are numbers",
                "{\"text\": \"4\"}                                    | The model reads rows: send either {\"row\"",
                "{\"row\": [4]}                                       | not the JSON that is expected",
                "{\"row\": {\"petal length\": NaN}}                   | not the JSON that is expected",
                "{\"row\": {\"petal length\": 1}, \"text\": \"4\"}    | The model reads rows"
            })
    void a_row_that_cannot_be_right_is_a_problem_that_says_why(String body, String detail) {
        ask(body).statusCode(400).contentType("application/problem+json").body("detail", containsString(detail));
    }

    @Test
    void a_row_for_a_task_without_a_model_is_told_so() {
        given().contentType(ContentType.JSON)
                .body("{\"row\": {\"a\": 1}}")
                .post("/predict/no-petals")
                .then()
                .statusCode(404);
    }

    @Test
    void a_text_model_says_that_it_reads_texts() {
        registry.promote("petal-texts", 1, TinyModels.right());
        swap.bringUpToDate("petal-texts");

        given().contentType(ContentType.JSON)
                .body("{\"rows\": [{\"petal length\": 1}]}")
                .post("/predict/petal-texts")
                .then()
                .statusCode(400)
                .body("detail", startsWith("The model reads texts"));
        when().get("/models/petal-texts")
                .then()
                .body("modality", equalTo("text"))
                .body("$", not(hasKey("columns")));
    }

    @Test
    void a_model_lists_its_columns() {
        when().get("/models/" + TASK)
                .then()
                .body("modality", equalTo("tabular"))
                .body("columns.name", equalTo(List.of("petal length", "petal width", "colour")))
                .body("columns.required", equalTo(List.of(true, false, false)))
                .body("columns[0].maximum", equalTo(10f))
                .body("columns[2].values", equalTo(List.of("red", "green", "blue")));
    }

    @Test
    void the_open_inference_protocol_has_one_tensor_or_one_a_column() {
        when().get("/v2/models/" + TASK)
                .then()
                .body("platform", equalTo("graft-tabular-classification"))
                .body("inputs.name", equalTo(List.of("features")))
                .body("inputs[0].datatype", equalTo("FP64"))
                .body("inputs[0].shape", equalTo(List.of(-1, 3)));
        infer("""
                        {"id": "7", "parameters": {"data_source": "meadow"}, "inputs": [
                        {"name": "features", "datatype": "FP64", "shape": [2, 3], "data": [[4, null, 2], [1.5, 1, null]]}]}""")
                .statusCode(200)
                .body("id", equalTo("7"))
                .body("outputs[0].data", equalTo(List.of(TinyRows.LARGE, TinyRows.SMALL)))
                .body("outputs[1].shape", equalTo(List.of(2, 2)));
        infer("""
                        {"parameters": {"content_type": "pd", "data_source": "greenhouse"}, "inputs": [
                        {"name": "petal length", "datatype": "FP64", "shape": [2, 1], "data": [4, 8.5]},
                        {"name": "colour", "datatype": "BYTES", "shape": [2, 1], "data": ["blue", null]}]}""").statusCode(200).body("outputs[0].data", equalTo(List.of(TinyRows.SMALL, TinyRows.LARGE)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "petal lenght | FP64 | [1]    | [4]         | input 0 cannot be read: there is no column 'petal lenght'",
                "petal length | FP64 | [1]    | [44]        | it takes numbers from 0.0 to 10.0",
                "petal length | FP64 | [1]    | [null]      | the task requires one",
                "petal length | FP64 | [1]    | [NaN]       | not readable as JSON",
                "features     | FP64 | [1, 3] | [4, 1, 3]   | row[0]: 'colour' must be the place of a word, 0 to 2",
                "text         | BYTES | [1]   | [\"4\"]     | there is no column 'text'"
            })
    void an_inference_request_that_cannot_be_right_is_an_error_that_says_why(
            String name, String datatype, String shape, String data, String error) {
        infer("{\"inputs\": [{\"name\": \"%s\", \"datatype\": \"%s\", \"shape\": %s, \"data\": %s}]}"
                        .formatted(name, datatype, shape, data))
                .statusCode(400)
                .body("error", containsString(error));
    }

    @Test
    void a_model_without_probabilities_does_not_serve() throws IOException {
        // given
        registry.promote("regression", 1, TinyRows.writeRegression(folder.resolve("regression")));

        // when
        Outcome outcome = swap.bringUpToDate("regression");

        // then
        assertThat(outcome).isEqualTo(Outcome.FAILED);
        assertThat(served.failures().get("regression")).contains("this model gives numbers");
    }

    @Test
    void a_model_whose_answer_is_no_number_to_a_plausible_row_does_not_serve() throws IOException {
        // given
        registry.promote("wild", 1, TinyRows.write(folder.resolve("wild"), Float.MAX_VALUE, "missing-median@1"));

        // when
        Outcome outcome = swap.bringUpToDate("wild");

        // then
        assertThat(outcome).isEqualTo(Outcome.FAILED);
        assertThat(served.failures().get("wild")).contains("the model's answer is no number");
    }

    private static ValidatableResponse ask(String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/predict/" + TASK)
                .then();
    }

    private static ValidatableResponse infer(String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/v2/models/" + TASK + "/infer")
                .then();
    }
}

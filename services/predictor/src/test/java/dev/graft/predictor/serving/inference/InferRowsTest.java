package dev.graft.predictor.serving.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.graft.contracts.task.Features.Column;
import dev.graft.platform.json.Json;
import dev.graft.predictor.serving.Input;
import dev.graft.predictor.serving.question.InvalidInput;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InferRowsTest {
    private static final List<Column> COLUMNS =
            List.of(Column.named("length"), new Column("colour", null, null, false, List.of("red", "green")));

    @ParameterizedTest
    @ValueSource(strings = {"[1.5, 1, null, 0]", "[[1.5, 1], [null, 0]]"})
    void one_tensor_has_all_columns_and_words_by_their_place(String data) throws Exception {
        assertThat(read("""
                        {"inputs": [{"name": "features", "datatype": "FP64", "shape": [2, 2], "data": %s}],
                         "parameters": {"data_source": "meadow", "content_type": "np"}}""".formatted(data)))
                .containsExactly(row("meadow", "1.5", "green"), row("meadow", null, "red"));
    }

    @Test
    void a_tensor_a_column_has_it_by_name_as_data_frames_are_sent() throws Exception {
        assertThat(read("""
                        {"parameters": {"content_type": "pd"}, "inputs": [
                         {"name": "colour", "datatype": "BYTES", "shape": [2, 1], "data": ["red", null]},
                         {"name": "length", "datatype": "INT64", "shape": [2], "data": [3, 4]}]}""")).containsExactly(row(null, "3", "red"), row(null, "4", null));
        assertThat(read("""
                        {"inputs": [{"name": "wet", "datatype": "BOOL", "shape": [2, 1], "data": [[true], [false]]}]}"""))
                .containsExactly(
                        new Input.Row(Map.of("wet", "true"), null), new Input.Row(Map.of("wet", "false"), null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "features | INT64 | [1, 2] | [1, 1]         | datatype FP64 or FP32, shape [n, 2]",
                "features | FP64  | [2]    | [1, 1]         | shape [n, 2]",
                "features | FP64  | [1, 3] | [1, 1, 1]      | shape [n, 2]",
                "features | FP64  | [2, 2] | [1, 1]         | shape [n, 2]",
                "features | FP64  | [1, 2] | [[1, 1, 1]]    | shape [n, 2]",
                "features | FP64  | [null, 2] | [1, 1]      | shape [n, 2]",
                "features | FP64  | null   | [1, 1]         | shape [n, 2]",
                "features | FP64  | [1, 2] | null           | shape [n, 2]",
                "features | FP64  | [0, 2] | []             | Send 1 to 256 rows",
                "features | FP64  | [1, 2] | [\"1\", 1]     | row[0]: 'length' must be a number or null",
                "features | FP64  | [1, 2] | [1, 2]         | row[0]: 'colour' must be the place of a word, 0 to 1",
                "features | FP64  | [1, 2] | [1, 0.5]       | must be the place of a word",
                "features | FP64  | [1, 2] | [1, -1]        | must be the place of a word",
                "length   | FP64  | [1]    | [\"1\"]        | one tensor a column",
                "length   | BYTES | [1]    | [1]            | one tensor a column",
                "length   | BOOL  | [1]    | [1]            | one tensor a column",
                "length   | FP128 | [1]    | [1]            | one tensor a column",
                "length   | FP64  | [1, 2] | [1, 2]         | one tensor a column",
                "length   | FP64  | [1]    | [[1, 2]]       | one tensor a column"
            })
    void a_tensor_that_does_not_fit_is_refused_with_what_is_wanted(
            String name, String datatype, String shape, String data, String reason) {
        assertRefused(
                "{\"inputs\": [{\"name\": \"%s\", \"datatype\": \"%s\", \"shape\": %s, \"data\": %s}]}"
                        .formatted(name, datatype, shape, data),
                reason);
    }

    @Test
    void tensors_that_do_not_fit_each_other_are_refused() {
        String one = "{\"name\": \"length\", \"datatype\": \"FP64\", \"shape\": [1], \"data\": [1]}";

        assertRefused("{\"inputs\": [%s, %s]}".formatted(one, one), "named as it is");
        assertRefused("{\"inputs\": [%s, %s]}".formatted(one, one.replace("\"length\"", "null")), "named as it is");
        assertRefused(
                "{\"inputs\": [%s, {\"name\": \"colour\", \"datatype\": \"BYTES\", \"shape\": [2], \"data\": [\"red\", \"red\"]}]}"
                        .formatted(one),
                "as many values each");
        assertRefused("{\"inputs\": [%s, null]}".formatted(one), "send either one tensor");
        assertRefused("{\"inputs\": []}", "send either one tensor");
        assertRefused("{\"inputs\": [%s], \"parameters\": {\"data_source\": 7}}".formatted(one), "must be a name");
        assertRefused(
                "{\"inputs\": [{\"name\": \"length\", \"datatype\": \"FP64\", \"shape\": [257], \"data\": %s}]}"
                        .formatted(Collections.nCopies(257, 1)),
                "1 to 256 rows");
    }

    private static void assertRefused(String json, String reason) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(InvalidInput.class).hasMessageContaining(reason);
    }

    private static List<Input> read(String json) throws JsonProcessingException, InvalidInput {
        return InferInput.of(Json.mapper().readValue(json, InferRequest.class), "tabular", COLUMNS);
    }

    private static Input row(@Nullable String dataSource, @Nullable String length, @Nullable String colour) {
        Map<String, @Nullable String> values = new HashMap<>();
        values.put("length", length);
        values.put("colour", colour);
        return new Input.Row(values, dataSource);
    }
}

package dev.graft.predictor.serving.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.graft.platform.json.Json;
import dev.graft.predictor.serving.Input;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionTest {
    @Test
    void values_of_a_row_are_taken_as_they_are_written() throws Exception {
        // given
        Question question = question("""
                {"row": {"a": 1.4, "b": 7, "c": true, "d": "red", "e": null, "f": 1e-7}, "dataSource": "meadow"}""");

        // when
        List<Input> inputs = question.inputs("tabular");

        // then
        Map<String, @Nullable String> written =
                new HashMap<>(Map.of("a", "1.4", "b", "7", "c", "true", "d", "red", "f", "1.0E-7"));
        written.put("e", null);
        assertThat(inputs).containsExactly(new Input.Row(written, "meadow"));
    }

    @Test
    void several_rows_keep_their_order_and_share_their_data_source() throws Exception {
        assertThat(question("{\"rows\": [{\"a\": 1}, {}]}").inputs("tabular"))
                .containsExactly(new Input.Row(Map.of("a", "1"), null), new Input.Row(Map.of(), null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tabular | {\"text\": \"a\"} | The model reads rows: send either {\"row\"",
                "tabular | {\"images\": [\"AAAA\"]} | The model reads rows",
                "tabular | {\"row\": {}, \"rows\": [{}]} | The model reads rows",
                "tabular | {\"row\": {\"a\": 1}, \"text\": \"a\"} | The model reads rows",
                "tabular | {} | The model reads rows",
                "text | {\"row\": {\"a\": 1}} | The model reads texts: send either {\"text\"",
                "text | {\"text\": \"a\", \"row\": {\"a\": 1}} | The model reads texts",
                "text | {\"text\": \"a\", \"textPair\": \"b\"} | The model reads texts: send either {\"text\"",
                "text-pair | {\"text\": \"a\"} | The model reads pairs of texts: send either {\"text\"",
                "text-pair | {\"textPair\": \"a\"} | The model reads pairs of texts",
                "text-pair | {\"texts\": [\"a\"], \"textPair\": \"b\"} | The model reads pairs of texts",
                "text-pair | {\"texts\": [\"a\"], \"textPairs\": [\"b\", \"c\"]} | send as many textPairs as texts: there are 2 and 1",
                "text-pair | {\"texts\": [\"a\", \"b\"], \"textPairs\": [\"b\", \" \"]} | textPairs[1] must be a text of 1 to",
                "image | {\"rows\": [{\"a\": 1}]} | The model reads images: send either {\"image\"",
            })
    void what_the_model_does_not_read_is_refused_with_what_it_reads(String modality, String body, String reason)
            throws Exception {
        Question question = question(body);

        assertThatThrownBy(() -> question.inputs(modality))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith(reason);
    }

    @Test
    void pairs_come_one_or_several_at_a_time() throws Exception {
        assertThat(question("{\"text\": \"a\", \"textPair\": \"b\"}").inputs("text-pair"))
                .containsExactly(new Input.Pair("a", "b"));
        assertThat(question("{\"texts\": [\"a\", \"c\"], \"textPairs\": [\"b\", \"d\"]}")
                        .inputs(null))
                .containsExactly(new Input.Pair("a", "b"), new Input.Pair("c", "d"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"rows\": []}",
                "{\"rows\": [null]}",
                "{\"row\": {\"a\": [1]}}",
                "{\"row\": {\"a\": {\"b\": 1}}}",
                "{\"row\": {\"a\": 1}, \"dataSource\": \" \"}"
            })
    void rows_that_are_none_are_refused(String body) throws Exception {
        Question question = question(body);

        assertThatThrownBy(() -> question.inputs("tabular")).isInstanceOf(InvalidInput.class);
    }

    @Test
    void rows_are_bounded_in_number_width_and_length() throws Exception {
        Map<String, @Nullable Object> wide =
                IntStream.range(0, 5_001).boxed().collect(Collectors.toMap(i -> "x" + i, i -> i));

        assertThat(rows(Collections.nCopies(256, Map.of())).inputs("tabular")).hasSize(256);
        assertRefused(rows(Collections.nCopies(257, Map.of())), "Send 1 to 256 rows");
        assertRefused(rows(List.of(Map.of(), wide)), "rows[1] must be an object of at most 5000 values");
        assertRefused(rows(List.of(Map.of("a", "x".repeat(201)))), "'a' is not so");
        assertRefused(rows(List.of(Map.of("y".repeat(300), 1))), "'" + "y".repeat(200) + "…' is not so");
        assertRefused(
                new Question(null, null, null, null, null, null, Map.of("a", 1), null, "x".repeat(201)),
                "name of 1 to 200 characters");
    }

    @Test
    void without_a_model_a_well_formed_row_is_taken() throws Exception {
        assertThat(question("{\"row\": {\"a\": 1}}").inputs(null)).hasSize(1);
        assertThatThrownBy(() -> Question.NONE.inputs(null)).hasMessageStartingWith("Send either {\"text\"");
    }

    private static void assertRefused(Question question, String reason) {
        assertThatThrownBy(() -> question.inputs("tabular"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(reason);
    }

    private static Question rows(List<@Nullable Map<String, @Nullable Object>> rows) {
        return new Question(null, null, null, null, null, null, null, rows, null);
    }

    private static Question question(String json) throws JsonProcessingException {
        return Json.mapper().readValue(json, Question.class);
    }
}

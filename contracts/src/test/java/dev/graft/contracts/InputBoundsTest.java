package dev.graft.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.BatchLabelled.Row;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputBoundsTest {
    @ParameterizedTest
    @CsvSource({"1, true", "5000, true", "5001, false"})
    void a_batch_carries_at_most_5000_rows(int rows, boolean valid) {
        assertThat(rows <= BatchLabelled.MAX_INLINE_ROWS).isEqualTo(valid);
        assertFits(
                EventType.BATCH_LABELLED,
                batch(Collections.nCopies(rows, new Row("where is my parcel", "delivery-status"))),
                valid);
    }

    @ParameterizedTest
    @CsvSource({"1, true", "20000, true", "20001, false"})
    void a_text_has_at_most_20000_characters(int characters, boolean valid) {
        assertFits(EventType.BATCH_LABELLED, batch(List.of(new Row("é".repeat(characters), "delivery-status"))), valid);
    }

    @ParameterizedTest
    @CsvSource({"1, true", "200, true", "201, false"})
    void a_label_has_at_most_200_characters(int characters, boolean valid) {
        String label = "x".repeat(characters);

        assertFits(EventType.BATCH_LABELLED, batch(List.of(new Row("where is my parcel", label))), valid);
        assertFits(EventType.TASK_DECLARATION_REQUESTED, declaration(List.of("a", label)), valid);
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, true", "1000, true", "1001, false"})
    void a_task_has_2_to_1000_labels(int labels, boolean valid) {
        assertFits(
                EventType.TASK_DECLARATION_REQUESTED,
                declaration(
                        IntStream.range(0, labels).mapToObj(i -> "label " + i).toList()),
                valid);
    }

    @ParameterizedTest
    @CsvSource({"a, true", "a-1, true", "-a, false", "'', false", "a/b, false", "a.b, false", "ä, false"})
    void a_task_s_name_fits_keys_and_topics(String name, boolean valid) {
        ObjectNode payload = declaration(List.of("a", "b"));
        payload.withObject("/declaration").put("name", name);

        assertFits(EventType.TASK_DECLARATION_REQUESTED, payload, valid);
    }

    private static void assertFits(EventType type, JsonNode payload, boolean valid) {
        List<String> violations = PublishedSchemas.violations(type, payload);
        assertThat(violations.isEmpty()).as("%s", violations).isEqualTo(valid);
    }

    private static JsonNode batch(List<Row> rows) {
        return PublishedExamples.JSON.valueToTree(new BatchLabelled("customer-messages", null, null, rows));
    }

    private static ObjectNode declaration(List<String> labels) {
        ObjectNode payload = PublishedExamples.JSON.createObjectNode();
        ArrayNode names = payload.putObject("declaration").put("name", "t").putArray("labels");
        labels.forEach(names::add);
        return payload;
    }
}

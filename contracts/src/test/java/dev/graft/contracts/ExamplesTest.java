package dev.graft.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.contracts.PublishedExamples.Example;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {
    private static final Set<EventType> WRITTEN_BY_PEOPLE = Set.of(
            EventType.TASK_DECLARATION_REQUESTED,
            EventType.BATCH_LABELLED,
            EventType.RUN_STOP_REQUESTED,
            EventType.PREDICTION_REQUESTED);

    static Stream<Example> valid() {
        return PublishedExamples.valid();
    }

    static Stream<Example> invalid() {
        return PublishedExamples.invalid();
    }

    @ParameterizedTest
    @EnumSource
    void every_event_has_at_least_two_of_each_kind(EventType event) {
        assertThat(valid().filter(example -> example.type() == event)).hasSizeGreaterThanOrEqualTo(2);
        assertThat(invalid().filter(example -> example.type() == event)).hasSizeGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("valid")
    void a_valid_example_fits_its_schema(Example example) {
        assertThat(PublishedSchemas.violations(example.type(), example.json())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void an_invalid_example_does_not(Example example) {
        assertThat(PublishedSchemas.violations(example.type(), example.json())).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("valid")
    void a_valid_example_survives_the_record(Example example) throws IOException {
        EventData data = PublishedExamples.JSON.treeToValue(
                example.json(), example.type().dataClass());
        JsonNode written = PublishedExamples.JSON.readTree(PublishedExamples.JSON.writeValueAsString(data));

        assertThat(lost(example.json(), written, "$")).isEmpty();
        assertThat(PublishedExamples.JSON.treeToValue(written, example.type().dataClass()))
                .isEqualTo(data);
        assertThat(PublishedSchemas.violations(example.type(), written)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("valid")
    void every_payload_names_its_task(Example example) throws IOException {
        EventData data = PublishedExamples.JSON.treeToValue(
                example.json(), example.type().dataClass());

        // The registry also has models that no task made.
        assertThat(data.task())
                .matches(example.type().isState() ? "[A-Za-z0-9][A-Za-z0-9._-]{0,127}" : "[a-z0-9][a-z0-9-]{0,62}");
    }

    @ParameterizedTest
    @MethodSource("valid")
    void facts_may_grow_and_inputs_may_not_be_misspelt(Example example) {
        List<ObjectNode> objects = new ArrayList<>();
        JsonNode payload = example.json();
        collectObjects(payload, objects);

        for (ObjectNode object : objects) {
            object.put("addedLater", 1);
            assertThat(PublishedSchemas.violations(example.type(), payload).isEmpty())
                    .as("with an unknown field in %s", object)
                    .isNotEqualTo(WRITTEN_BY_PEOPLE.contains(example.type()));
            object.remove("addedLater");
        }
    }

    @Test
    void a_batch_with_neither_or_both_kinds_of_rows_gets_a_sentence_that_helps() {
        for (String defect : List.of("neither-source-nor-rows", "both-source-and-rows")) {
            Example example = invalid()
                    .filter(each -> each.name().endsWith("/" + defect + ".json"))
                    .findFirst()
                    .orElseThrow();

            assertThat(PublishedSchemas.violations(example.type(), example.json()))
                    .as(defect)
                    .anySatisfy(message -> assertThat(message).contains("give exactly one of 'source'"));
        }
    }

    private static void collectObjects(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        // What a strategy's options are called is the trainer's affair, a row's features the task's, and tags and
        // aliases are whoever's who sets them.
        node.properties().stream()
                .filter(field -> !Set.of("options", "tags", "aliases").contains(field.getKey()))
                .filter(field -> !(field.getKey().equals("features") && node.has("label")))
                .filter(field -> !isRowsWithoutLabels(field.getKey(), field.getValue()))
                .forEach(field -> collectObjects(field.getValue(), objects));
        if (node.isArray()) {
            node.forEach(child -> collectObjects(child, objects));
        }
    }

    private static boolean isRowsWithoutLabels(String name, JsonNode value) {
        return name.equals("rows") && value.path(0).isObject() && !value.path(0).has("label");
    }

    /** What the first tree says and the second does not; the second may say more. */
    private static Set<String> lost(JsonNode before, JsonNode after, String path) {
        Set<String> lost = new TreeSet<>();
        if (before.isObject()) {
            before.properties().stream()
                    .filter(field -> !field.getValue().isNull())
                    .forEach(field -> lost.addAll(
                            lost(field.getValue(), after.path(field.getKey()), path + "." + field.getKey())));
        } else if (before.isArray() && before.size() == after.size()) {
            for (int i = 0; i < before.size(); i++) {
                lost.addAll(lost(before.get(i), after.get(i), path + "[" + i + "]"));
            }
        } else if (!same(before, after)) {
            lost.add(path + ": " + before + " became " + after);
        }
        return lost;
    }

    private static boolean same(JsonNode before, JsonNode after) {
        return before.isNumber() && after.isNumber()
                ? before.decimalValue().compareTo(after.decimalValue()) == 0
                : before.equals(after);
    }
}

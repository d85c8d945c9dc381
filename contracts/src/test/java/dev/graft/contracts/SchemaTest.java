package dev.graft.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SchemaId;
import dev.graft.contracts.task.Gate;
import dev.graft.contracts.task.Preparation;
import dev.graft.contracts.task.Strategy;
import dev.graft.contracts.task.Task;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaTest {
    private static final URI COMMON = URI.create(PublishedSchemas.BASE + "common/v1.schema.json");

    static Stream<URI> addresses() {
        return Stream.concat(
                Stream.of(COMMON), Arrays.stream(EventType.values()).map(PublishedSchemas::addressOf));
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void is_a_valid_schema_of_the_2020_12_dialect(URI address) {
        JsonNode schema = PublishedSchemas.read(address);

        assertThat(schema.path("$schema").asText()).isEqualTo(SchemaId.V202012);
        assertThat(PublishedSchemas.violations(SchemaId.V202012, schema)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void lies_where_its_id_says(URI address) {
        assertThat(PublishedSchemas.read(address).path("$id").asText()).isEqualTo(address.toString());
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void describes_every_field(URI address) {
        JsonNode schema = PublishedSchemas.read(address);

        assertThat(schema.path("title").asText()).isNotBlank();
        assertThat(schema.path("description").asText()).isNotBlank();
        assertThat(undescribed(schema, "")).isEmpty();
    }

    /** The validator takes what stands before a colon for the place of the error, and drops it. */
    @ParameterizedTest
    @MethodSource("addresses")
    void words_its_own_messages_without_a_colon(URI address) {
        assertThat(PublishedSchemas.read(address).findValues("errorMessage"))
                .allSatisfy(messages -> assertThat(messages.valueStream().map(JsonNode::asText))
                        .noneMatch(message -> message.contains(":")));
    }

    @ParameterizedTest
    @EnumSource
    void agrees_with_the_record(EventType event) {
        assertThat(RecordAgreement.disagreements(event.dataClass(), PublishedSchemas.partOf(event)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void is_the_resource_that_the_event_type_names(EventType event) {
        assertThat(PublishedSchemas.BASE + event.schemaResource().substring("schemas/".length()))
                .isEqualTo(PublishedSchemas.addressOf(event).toString());
    }

    @Test
    void the_words_of_a_task_are_the_constants_of_its_records() {
        Map<String, List<String>> words = Map.of(
                "/$defs/strategy/properties/kind/enum",
                List.of(
                        Strategy.KIND_AUTO,
                        Strategy.KIND_LINEAR_PROBE,
                        Strategy.KIND_FINE_TUNE,
                        Strategy.KIND_LOW_RANK,
                        Strategy.KIND_FEW_SHOT,
                        Strategy.KIND_FUSION,
                        Strategy.KIND_DISTILLATION,
                        Strategy.KIND_DOMAIN_ADAPTATION),
                "/$defs/strategy/properties/warmStart/enum",
                List.of(Strategy.WARM_START_CHAMPION, Strategy.WARM_START_FRESH, "null"),
                "/$defs/gate/properties/metric/enum",
                Stream.concat(Gate.METRICS.stream(), Stream.of("null")).toList(),
                "/$defs/preparation/properties/shuffledLabels/enum",
                List.of(Preparation.REFUSE, Preparation.REPORT, "null"));

        words.forEach((pointer, expected) -> assertThat(texts(PublishedSchemas.read(COMMON), pointer))
                .as(pointer)
                .isEqualTo(expected));
    }

    @Test
    void documented_defaults_are_those_of_the_records() throws Exception {
        Task task = PublishedExamples.JSON.readValue("{\"name\":\"t\",\"labels\":[\"a\",\"b\"]}", Task.class);
        JsonNode filled = PublishedExamples.JSON.valueToTree(task);
        JsonNode definitions = PublishedSchemas.read(COMMON).path("$defs");

        for (String definition : List.of("task", "gate", "trigger", "split")) {
            JsonNode values = definition.equals("task") ? filled : filled.path(definition);
            definitions.path(definition).path("properties").properties().stream()
                    .filter(property -> property.getValue().has("default"))
                    .forEach(property -> assertThat(
                                    values.path(property.getKey()).asText())
                            .as(definition + "." + property.getKey())
                            .isEqualTo(defaultOf(property.getValue(), values.path(property.getKey()))));
        }
    }

    private static String defaultOf(JsonNode property, JsonNode value) {
        JsonNode documented = property.get("default");
        return value.isDouble() ? Double.toString(documented.asDouble()) : documented.asText();
    }

    private static List<String> texts(JsonNode schema, String pointer) {
        return schema.at(pointer).valueStream().map(JsonNode::asText).toList();
    }

    private static List<String> undescribed(JsonNode schema, String path) {
        return schema.properties().stream()
                .flatMap(field -> {
                    Stream<String> below = undescribed(field.getValue(), path + "/" + field.getKey()).stream();
                    Stream<String> here = field.getKey().equals("properties") && !path.contains("/oneOf")
                            ? field.getValue().properties().stream()
                                    .filter(property -> isNewWithoutDescription(property.getValue(), schema))
                                    .map(property -> path + "/" + property.getKey())
                            : Stream.of();
                    return Stream.concat(here, below);
                })
                .toList();
    }

    /** A property beside a {@code $ref} only narrows one that is described there. */
    private static boolean isNewWithoutDescription(JsonNode property, JsonNode owner) {
        return !owner.has("$ref") && property.path("description").asText().isBlank();
    }
}

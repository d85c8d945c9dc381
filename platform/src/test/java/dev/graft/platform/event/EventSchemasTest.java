package dev.graft.platform.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.contracts.EventType;
import dev.graft.platform.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What shapes are sure of, against the validator, on the published examples and on what becomes of them by chance. */
class EventSchemasTest {
    private static final Path SCHEMAS = Path.of("..", "contracts", "src", "main", "resources", "schemas");
    private static final int CHANGED_EACH = 400;

    /** Whose schema says of times that they are times, which is left to the validator. */
    private static final Set<EventType> UNSURE = Set.of(EventType.MODEL_CHANGED);

    private static final String[] STRANGE = {
        "null",
        "true",
        "0",
        "-1",
        "1.0",
        "0.5",
        "1e300",
        "-0.0",
        "9007199254740993",
        "123456789012345678901234567890",
        "\"\"",
        "\" \"",
        "\"a\"",
        "\"A b\"",
        "\"a\\n\"",
        "\"\\u0000\"",
        "\"s3://b\"",
        "\"s3://graft/a\\n\"",
        "\"\\ud83d\\ude00\"",
        "[]",
        "[null]",
        "[\"a\",\"a\"]",
        "[1,1.0]",
        "{}",
        "{\"\":0}"
    };

    private final EventSchemas schemas = new EventSchemas();

    @ParameterizedTest
    @EnumSource
    void what_is_published_as_valid_is_recognised_without_the_validator(EventType type) throws IOException {
        assertThat(examples(type, "valid"))
                .isNotEmpty()
                .allSatisfy(example ->
                        assertThat(schemas.shape(type).surelyKeeps(example)).isNotEqualTo(UNSURE.contains(type)));
    }

    @ParameterizedTest
    @EnumSource
    void what_is_published_as_invalid_is_not_recognised(EventType type) throws IOException {
        assertThat(examples(type, "invalid"))
                .noneMatch(example -> schemas.shape(type).surelyKeeps(example));
    }

    @Test
    void whatever_a_shape_is_sure_of_the_validator_says_too() throws IOException {
        Random random = new Random(11);
        Map<EventType, Integer> kept = new EnumMap<>(EventType.class);
        Map<EventType, Integer> broken = new EnumMap<>(EventType.class);
        for (EventType type : EventType.values()) {
            for (JsonNode example : examples(type, "valid")) {
                for (int i = 0; i < CHANGED_EACH; i++) {
                    JsonNode changed = changed(example, random);
                    boolean valid = schemas.schema(type).validate(changed).isEmpty();
                    boolean surelyKept = schemas.shape(type).surelyKeeps(changed);
                    boolean surelyBroken = schemas.shape(type).surelyBreaks(changed);

                    assertThat(surelyKept && !valid || surelyBroken && valid)
                            .as("%s, kept %s, broken %s, valid %s: %s", type, surelyKept, surelyBroken, valid, changed)
                            .isFalse();
                    kept.merge(type, surelyKept ? 1 : 0, Integer::sum);
                    broken.merge(type, surelyBroken ? 1 : 0, Integer::sum);
                }
            }
        }
        assertThat(broken)
                .hasSize(EventType.values().length)
                .allSatisfy((type, count) -> assertThat(count).as(type.name()).isPositive());
        kept.keySet().removeAll(UNSURE);
        assertThat(kept)
                .allSatisfy((type, count) -> assertThat(count).as(type.name()).isPositive());
    }

    /** One to three places of it are not what they were. */
    private static JsonNode changed(JsonNode example, Random random) throws IOException {
        JsonNode changed = example.deepCopy();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            List<JsonNode> containers = new ArrayList<>();
            collect(changed, containers);
            change(containers.get(random.nextInt(containers.size())), random);
        }
        return changed;
    }

    private static void collect(JsonNode value, List<JsonNode> containers) {
        if (value.isContainerNode()) {
            containers.add(value);
            value.forEach(child -> collect(child, containers));
        }
    }

    private static void change(JsonNode container, Random random) throws IOException {
        JsonNode strange = Json.mapper().readTree(STRANGE[random.nextInt(STRANGE.length)]);
        if (container instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            names.add("unheard-of");
            String name = names.get(random.nextInt(names.size()));
            if (random.nextInt(4) == 0) {
                object.remove(name);
            } else {
                object.set(name, strange);
            }
        } else if (container instanceof ArrayNode array) {
            int place = random.nextInt(array.size() + 1);
            array.insert(
                    place,
                    random.nextBoolean() && !array.isEmpty() ? array.get(0).deepCopy() : strange);
        }
    }

    private static List<JsonNode> examples(EventType type, String kind) throws IOException {
        List<JsonNode> examples = new ArrayList<>();
        try (Stream<Path> files =
                Files.list(SCHEMAS.resolve(type.shortName()).resolve("examples").resolve(kind))) {
            for (Path file : files.sorted().toList()) {
                examples.add(Json.mapper().readTree(file.toFile()));
            }
        }
        return examples;
    }
}

package dev.graft.learning.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Named;

/** The checked-in values of {@code metrics/make_golden.py}, and how they are compared. */
final class Golden {

    static final Offset<Double> EXACT = within(1e-9);
    static final ObjectMapper JSON = new ObjectMapper();

    private Golden() {}

    static Stream<Named<JsonNode>> cases(String suite) throws IOException {
        String name = "/metrics/" + suite + "-golden.json";
        try (InputStream golden = Objects.requireNonNull(Golden.class.getResourceAsStream(name))) {
            return StreamSupport.stream(JSON.readTree(golden).get("cases").spliterator(), false)
                    .map(node -> Named.of(node.get("name").asText(), node))
                    .toList()
                    .stream();
        }
    }

    static List<String> labels(int count) {
        return IntStream.range(0, count).mapToObj(index -> "class " + index).toList();
    }

    static float[][] scores(JsonNode golden, String field) throws IOException {
        float[][] scores = JSON.treeToValue(golden.get(field), float[][].class);
        float scale = golden.get("scale").floatValue();
        for (float[] row : scores) {
            for (int column = 0; column < row.length; column++) {
                row[column] /= scale;
            }
        }
        return scores;
    }

    static boolean[] flags(JsonNode numbers) {
        boolean[] flags = new boolean[numbers.size()];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = numbers.get(i).asInt() == 1;
        }
        return flags;
    }

    static boolean[][] flagRows(JsonNode rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(Golden::flags)
                .toArray(boolean[][]::new);
    }

    static void assertOptional(OptionalDouble actual, JsonNode expected) {
        assertThat(actual.isPresent()).isEqualTo(!expected.isNull());
        if (actual.isPresent()) {
            assertThat(actual.getAsDouble()).isCloseTo(expected.asDouble(), EXACT);
        }
    }

    static void assertAverages(Averages actual, JsonNode expected) {
        assertThat(actual.precision()).isCloseTo(expected.get(0).asDouble(), EXACT);
        assertThat(actual.recall()).isCloseTo(expected.get(1).asDouble(), EXACT);
        assertThat(actual.f1()).isCloseTo(expected.get(2).asDouble(), EXACT);
    }

    static void assertPerClass(List<ClassScore> actual, JsonNode expected) {
        assertThat(actual).hasSize(expected.size());
        for (int index = 0; index < expected.size(); index++) {
            ClassScore score = actual.get(index);
            JsonNode values = expected.get(index);
            assertThat(score.label()).isEqualTo("class " + index);
            assertThat(score.support()).isEqualTo(values.get(0).asLong());
            assertThat(score.precision()).isCloseTo(values.get(1).asDouble(), EXACT);
            assertThat(score.recall()).isCloseTo(values.get(2).asDouble(), EXACT);
            assertThat(score.f1()).isCloseTo(values.get(3).asDouble(), EXACT);
        }
    }

    static void assertRanking(RankingScores actual, JsonNode expected) {
        assertRanking(actual.macro(), expected.get("macro"));
        assertRanking(actual.supportedMacro(), expected.get("supportedMacro"));
        assertRanking(actual.micro(), expected.get("micro"));
        assertRanking(actual.weighted(), expected.get("weighted"));
        assertThat(actual.perLabel()).hasSize(expected.get("perLabel").size());
        for (int index = 0; index < actual.perLabel().size(); index++) {
            LabelRanking label = actual.perLabel().get(index);
            JsonNode values = expected.get("perLabel").get(index);
            assertThat(label.support()).isEqualTo(values.get(0).asLong());
            assertOptional(label.rocAuc(), values.get(1));
            assertThat(label.averagePrecision()).isCloseTo(values.get(2).asDouble(), EXACT);
        }
    }

    private static void assertRanking(RankingAverages actual, JsonNode expected) {
        assertOptional(actual.rocAuc(), expected.get(0));
        assertThat(actual.averagePrecision()).isCloseTo(expected.get(1).asDouble(), EXACT);
    }
}

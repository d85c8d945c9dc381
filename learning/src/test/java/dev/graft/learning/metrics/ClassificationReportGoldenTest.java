package dev.graft.learning.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The report's numbers against scikit-learn's; {@code metrics/make_golden.py} makes the values. */
class ClassificationReportGoldenTest {

    private static final Offset<Double> EXACT = within(1e-9);
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Named<JsonNode>> cases() throws IOException {
        try (InputStream golden = Objects.requireNonNull(
                ClassificationReportGoldenTest.class.getResourceAsStream("/metrics/classification-golden.json"))) {
            return StreamSupport.stream(JSON.readTree(golden).get("cases").spliterator(), false)
                    .map(node -> Named.of(node.get("name").asText(), node))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void equals_scikit_learn(JsonNode golden) throws IOException {
        ClassificationReport report = report(golden);

        JsonNode expected = golden.get("expected");
        assertThat(report.rows()).isEqualTo(expected.get("rows").asInt());
        assertThat(report.accuracy()).isCloseTo(expected.get("accuracy").asDouble(), EXACT);
        assertThat(report.balancedAccuracy())
                .isCloseTo(expected.get("balancedAccuracy").asDouble(), EXACT);
        assertAverages(report.macro(), expected.get("macro"));
        assertAverages(report.supportedMacro(), expected.get("supportedMacro"));
        assertAverages(report.micro(), expected.get("micro"));
        assertAverages(report.weighted(), expected.get("weighted"));
        assertPerClass(report.perClass(), expected.get("perClass"));
        assertThat(report.confusion())
                .isEqualTo(new ConfusionMatrix(JSON.treeToValue(expected.get("confusion"), long[][].class)));
        assertProbabilities(report.probabilities(), expected);
    }

    private static ClassificationReport report(JsonNode golden) throws IOException {
        List<String> labels = IntStream.range(0, golden.get("classes").asInt())
                .mapToObj(index -> "class " + index)
                .toList();
        int[] truth = JSON.treeToValue(golden.get("truth"), int[].class);
        if (golden.has("predicted")) {
            int[] predicted = JSON.treeToValue(golden.get("predicted"), int[].class);
            return ClassificationReport.ofPredictions(truth, predicted, labels);
        }
        float[][] probabilities = JSON.treeToValue(golden.get("probabilities"), float[][].class);
        float scale = golden.get("scale").floatValue();
        for (float[] row : probabilities) {
            for (int column = 0; column < row.length; column++) {
                row[column] /= scale;
            }
        }
        return ClassificationReport.of(truth, probabilities, labels);
    }

    private static void assertAverages(Averages actual, JsonNode expected) {
        assertThat(actual.precision()).isCloseTo(expected.get(0).asDouble(), EXACT);
        assertThat(actual.recall()).isCloseTo(expected.get(1).asDouble(), EXACT);
        assertThat(actual.f1()).isCloseTo(expected.get(2).asDouble(), EXACT);
    }

    private static void assertPerClass(List<ClassScore> actual, JsonNode expected) {
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

    private static void assertProbabilities(ProbabilityScores actual, JsonNode expected) {
        if (!expected.has("logLoss")) {
            assertThat(actual).isNull();
            return;
        }
        assertThat(actual.logLoss()).isCloseTo(expected.get("logLoss").asDouble(), EXACT);
        assertThat(actual.brierScore()).isCloseTo(expected.get("brierScore").asDouble(), EXACT);
        assertThat(actual.expectedCalibrationError())
                .isCloseTo(expected.get("expectedCalibrationError").asDouble(), EXACT);
        JsonNode curve = expected.get("reliability");
        assertThat(actual.reliability()).hasSize(curve.size());
        for (ReliabilityBin bin : actual.reliability()) {
            JsonNode values = curve.get(bin.bin());
            assertThat(bin.count()).isEqualTo(values.get(1).asLong());
            assertThat(bin.meanConfidence()).isCloseTo(values.get(2).asDouble(), EXACT);
            assertThat(bin.accuracy()).isCloseTo(values.get(3).asDouble(), EXACT);
        }
    }
}

package dev.graft.learning.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The report's numbers against scikit-learn's; {@code metrics/make_golden.py} makes the values. */
class ClassificationReportGoldenTest {

    private static final Offset<Double> EXACT = Golden.EXACT;
    private static final ObjectMapper JSON = Golden.JSON;

    static Stream<Named<JsonNode>> cases() throws IOException {
        return Golden.cases("classification");
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
        Golden.assertAverages(report.macro(), expected.get("macro"));
        Golden.assertAverages(report.supportedMacro(), expected.get("supportedMacro"));
        Golden.assertAverages(report.micro(), expected.get("micro"));
        Golden.assertAverages(report.weighted(), expected.get("weighted"));
        Golden.assertPerClass(report.perClass(), expected.get("perClass"));
        assertThat(report.confusion())
                .isEqualTo(new ConfusionMatrix(JSON.treeToValue(expected.get("confusion"), long[][].class)));
        assertThat(report.confusion().matthewsCorrelation())
                .isCloseTo(expected.get("matthewsCorrelation").asDouble(), EXACT);
        Golden.assertOptional(report.confusion().cohensKappa(), expected.get("cohensKappa"));
        assertProbabilities(report.probabilities(), expected);
    }

    private static ClassificationReport report(JsonNode golden) throws IOException {
        List<String> labels = Golden.labels(golden.get("classes").asInt());
        int[] truth = JSON.treeToValue(golden.get("truth"), int[].class);
        if (golden.has("predicted")) {
            int[] predicted = JSON.treeToValue(golden.get("predicted"), int[].class);
            return ClassificationReport.ofPredictions(truth, predicted, labels);
        }
        return ClassificationReport.of(truth, Golden.scores(golden, "probabilities"), labels);
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

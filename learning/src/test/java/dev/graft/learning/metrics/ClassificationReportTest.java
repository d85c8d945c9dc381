package dev.graft.learning.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassificationReportTest {

    private static final ObjectMapper JSON = new JsonMapper();
    private static final List<String> LABELS = List.of("refund", "delivery", "other");

    @Test
    void scores_no_rows_as_zero_without_probabilities() {
        ClassificationReport report = ClassificationReport.of(new int[0], new float[0][], LABELS);

        assertThat(report.rows()).isZero();
        assertThat(report.accuracy()).isZero();
        assertThat(report.balancedAccuracy()).isZero();
        assertThat(List.of(report.macro(), report.supportedMacro(), report.micro(), report.weighted()))
                .containsOnly(new Averages(0, 0, 0));
        assertThat(report.perClass()).containsExactly(empty("refund"), empty("delivery"), empty("other"));
        assertThat(report.probabilities()).isNull();
    }

    @Test
    void scores_no_rows_of_no_labels() {
        ClassificationReport report = ClassificationReport.ofPredictions(new int[0], new int[0], List.of());

        assertThat(report.rows()).isZero();
        assertThat(report.confusion().classes()).isZero();
    }

    @Test
    void leaves_a_class_without_rows_out_of_the_supported_macro_average_only() {
        ClassificationReport report = ClassificationReport.ofPredictions(new int[] {0, 1}, new int[] {0, 1}, LABELS);

        assertThat(report.supportedMacro().f1()).isEqualTo(1.0);
        assertThat(report.macro().f1()).isEqualTo(2.0 / 3);
    }

    @Test
    void comes_back_from_json_as_it_went_in() throws IOException {
        ClassificationReport report = random(7, 40);

        String json = JSON.writeValueAsString(report);

        assertThat(JSON.readValue(json, ClassificationReport.class)).isEqualTo(report);
        assertThat(JSON.readTree(json).get("confusion").get(0).get(0).isIntegralNumber())
                .isTrue();
    }

    @Test
    void an_empty_report_comes_back_from_json_as_it_went_in() throws IOException {
        ClassificationReport report = ClassificationReport.ofPredictions(new int[0], new int[0], LABELS);

        String json = JSON.writeValueAsString(report);

        assertThat(json).doesNotContain("NaN").doesNotContain("Infinity");
        assertThat(JSON.readValue(json, ClassificationReport.class)).isEqualTo(report);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 10, 100})
    void never_writes_a_number_that_json_cannot_hold(int rows) throws IOException {
        for (int seed = 0; seed < 20; seed++) {
            String json = JSON.writeValueAsString(random(seed, rows));

            assertThat(json).doesNotContain("NaN").doesNotContain("Infinity");
        }
    }

    @Test
    void the_order_of_the_rows_does_not_matter() {
        int[] truth = {0, 1, 2, 1, 0, 2};
        int[] predicted = {0, 2, 2, 1, 1, 0};
        int[] order = {5, 3, 0, 1, 4, 2};

        ClassificationReport shuffled = ClassificationReport.ofPredictions(
                IntStream.of(order).map(row -> truth[row]).toArray(),
                IntStream.of(order).map(row -> predicted[row]).toArray(),
                LABELS);

        assertThat(shuffled).isEqualTo(ClassificationReport.ofPredictions(truth, predicted, LABELS));
    }

    @Test
    void the_reliability_curve_holds_every_row_once() {
        ProbabilityScores scores = random(3, 200).probabilities();

        assertThat(scores.reliability()).hasSize(ReliabilityBin.BINS);
        assertThat(scores.reliability().stream()
                        .mapToLong(ReliabilityBin::count)
                        .sum())
                .isEqualTo(200);
        assertThat(scores.reliability().stream().filter(bin -> bin.count() > 0))
                .allSatisfy(bin -> assertThat(bin.meanConfidence()).isBetween(bin.lower(), bin.upper()));
    }

    @Test
    void a_confidence_a_rounding_error_above_one_counts_as_certain() {
        ClassificationReport report =
                ClassificationReport.of(new int[] {0}, new float[][] {{Math.nextUp(1f), 0f, 0f}}, LABELS);

        assertThat(report.probabilities().reliability().get(14).count()).isEqualTo(1);
        assertThat(report.probabilities().logLoss()).isBetween(0.0, 1e-6);
    }

    @Test
    void names_what_is_wrong_with_its_arguments() {
        float[][] probabilities = {{0.2f, 0.3f, 0.5f}};

        assertRefused(() -> ClassificationReport.of(new int[] {0, 1}, probabilities, LABELS), "2 true labels");
        assertRefused(() -> ClassificationReport.of(new int[] {3}, probabilities, LABELS), "row 0 names class 3");
        assertRefused(() -> ClassificationReport.of(new int[] {0}, probabilities, List.of("a", "b")), "3 probab");
        assertRefused(
                () -> ClassificationReport.of(new int[] {0}, new float[][] {{Float.NaN, 0, 1}}, LABELS),
                "row 0 gives label 'refund' the probability NaN");
        assertRefused(() -> ClassificationReport.of(new int[] {0}, new float[][] {{-3, 2, 2}}, LABELS), "-3.0");
        assertRefused(() -> ClassificationReport.of(new int[] {0}, new float[][] {{1, 1, 0}}, LABELS), "sum to 2.0");
        assertRefused(
                () -> ClassificationReport.ofPredictions(new int[] {0}, new int[] {0}, List.of("a", "a")), "twice");
        assertRefused(() -> new ConfusionMatrix(new long[][] {{1, 2}}), "square");
    }

    @Test
    void confusion_matrices_are_compared_by_value_and_keep_their_own_counts() {
        long[][] counts = {{1, 2}, {0, 3}};
        ConfusionMatrix matrix = new ConfusionMatrix(counts);

        counts[0][0] = 9;
        matrix.counts()[0][1] = 9;

        ConfusionMatrix same = new ConfusionMatrix(new long[][] {{1, 2}, {0, 3}});
        assertThat(matrix).isEqualTo(same).hasSameHashCodeAs(same).hasToString("[[1, 2], [0, 3]]");
        assertThat(matrix).isNotEqualTo(new ConfusionMatrix(new long[][] {{1, 2}, {3, 0}}));
        assertThat(matrix.classes()).isEqualTo(2);
        assertThat(matrix.rows()).isEqualTo(6);
    }

    @Test
    void bins_are_fifteen_equal_parts_of_the_unit_interval() {
        ReliabilityBin bin = new ReliabilityBin(3, 0, 0, 0);

        assertThat(bin.lower()).isEqualTo(3.0 / 15);
        assertThat(bin.upper()).isEqualTo(4.0 / 15);
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(message);
    }

    private static ClassScore empty(String label) {
        return new ClassScore(label, 0, 0, 0, 0);
    }

    private static ClassificationReport random(long seed, int rows) {
        Random random = new Random(seed);
        int[] truth = random.ints(rows, 0, LABELS.size()).toArray();
        float[][] probabilities = new float[rows][];
        for (int row = 0; row < rows; row++) {
            float first = random.nextFloat();
            float second = (1 - first) * random.nextFloat();
            probabilities[row] = new float[] {first, second, Math.max(0, 1 - first - second)};
        }
        return ClassificationReport.of(truth, probabilities, LABELS);
    }
}

package dev.graft.learning.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MultiLabelReportTest {

    static Stream<Named<JsonNode>> cases() throws IOException {
        return Golden.cases("multilabel");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void equals_scikit_learn(JsonNode golden) throws IOException {
        boolean[][] truth = Golden.flagRows(golden.get("truth"));
        List<String> labels = Golden.labels(truth[0].length);

        MultiLabelReport report = golden.has("answers")
                ? MultiLabelReport.ofAnswers(truth, Golden.flagRows(golden.get("answers")), labels)
                : MultiLabelReport.of(truth, Golden.scores(golden, "scores"), 0.5, labels);

        JsonNode expected = golden.get("expected");
        assertThat(report.rows()).isEqualTo(truth.length);
        assertThat(report.subsetAccuracy())
                .isCloseTo(expected.get("subsetAccuracy").asDouble(), Golden.EXACT);
        assertThat(report.hammingLoss()).isCloseTo(expected.get("hammingLoss").asDouble(), Golden.EXACT);
        Golden.assertAverages(report.macro(), expected.get("macro"));
        Golden.assertAverages(report.supportedMacro(), expected.get("supportedMacro"));
        Golden.assertAverages(report.micro(), expected.get("micro"));
        Golden.assertAverages(report.weighted(), expected.get("weighted"));
        Golden.assertAverages(report.samples(), expected.get("samples"));
        Golden.assertPerClass(report.perLabel(), expected.get("perLabel"));
        assertRanking(report.ranking(), expected);
    }

    private static void assertRanking(MultiLabelRanking actual, JsonNode expected) {
        if (!expected.has("ranking")) {
            assertThat(actual).isNull();
            return;
        }
        assertThat(actual.labelRankingAveragePrecision())
                .isCloseTo(expected.get("labelRankingAveragePrecision").asDouble(), Golden.EXACT);
        Golden.assertRanking(actual.labels(), expected.get("ranking"));
    }

    @Test
    void an_answer_at_the_threshold_is_given() {
        boolean[][] truth = {{true, false}};
        float[][] scores = {{0.25f, 0.125f}};

        assertThat(MultiLabelReport.of(truth, scores, 0.25, List.of("a", "b")).subsetAccuracy())
                .isEqualTo(1);
        assertThat(MultiLabelReport.of(truth, scores, 0.26, List.of("a", "b")).subsetAccuracy())
                .isZero();
    }

    @Test
    void names_what_is_wrong_with_its_arguments() {
        boolean[][] one = {{true, false}};
        List<String> labels = List.of("a", "b");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> MultiLabelReport.ofAnswers(new boolean[0][], new boolean[0][], labels))
                .withMessageContaining("0 rows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MultiLabelReport.of(new boolean[0][], new float[0][], 0.5, labels))
                .withMessageContaining("no rows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MultiLabelReport.ofAnswers(one, new boolean[2][2], labels))
                .withMessageContaining("1 rows of true labels but 2 rows of answers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MultiLabelReport.ofAnswers(one, new boolean[][] {{true}}, labels))
                .withMessageContaining("row 0 has 1 answers for 2 labels");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MultiLabelReport.ofAnswers(one, one, List.of("a", "a")))
                .withMessageContaining("twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MultiLabelReport.of(one, new float[][] {{1, Float.NaN}}, 0.5, labels))
                .withMessageContaining("NaN");
    }
}

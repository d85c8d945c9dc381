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

class BinaryScoresTest {

    static Stream<Named<JsonNode>> cases() throws IOException {
        return Golden.cases("binary");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void equals_scikit_learn(JsonNode golden) throws IOException {
        boolean[] truth = Golden.flags(golden.get("truth"));
        BinaryScores scores =
                BinaryScores.of(truth, Golden.JSON.treeToValue(golden.get("probabilities"), double[].class));

        JsonNode expected = golden.get("expected");
        assertThat(scores.rows()).isEqualTo(truth.length);
        Golden.assertOptional(scores.rocAuc(), expected.get("rocAuc"));
        assertThat(scores.averagePrecision())
                .isCloseTo(expected.get("averagePrecision").asDouble(), Golden.EXACT);
        assertThat(scores.brierScore()).isCloseTo(expected.get("brierScore").asDouble(), Golden.EXACT);
        assertThat(scores.logLoss()).isCloseTo(expected.get("logLoss").asDouble(), Golden.EXACT);
    }

    @Test
    void is_half_the_multi_class_brier_score_and_the_same_log_loss() {
        boolean[] truth = {true, false, true};
        double[] positive = {0.75, 0.5, 0.25};
        float[][] both = {{0.25f, 0.75f}, {0.5f, 0.5f}, {0.75f, 0.25f}};

        BinaryScores scores = BinaryScores.of(truth, positive);

        ProbabilityScores multi = ClassificationReport.of(new int[] {1, 0, 1}, both, List.of("no", "yes"))
                .probabilities();
        assertThat(scores.positives()).isEqualTo(2);
        assertThat(scores.brierScore()).isEqualTo(multi.brierScore() / 2);
        assertThat(scores.logLoss()).isCloseTo(multi.logLoss(), Golden.EXACT);
    }

    @Test
    void names_what_is_wrong_with_its_arguments() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BinaryScores.of(new boolean[0], new double[0]))
                .withMessageContaining("no rows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BinaryScores.of(new boolean[] {true}, new double[] {1.5}))
                .withMessageContaining("row 0 has the probability 1.5");
    }
}

package dev.graft.learning.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ranking metrics against scikit-learn's, over the cases of the classification suite that have probabilities. */
class RankingScoresTest {

    static Stream<Named<JsonNode>> cases() throws IOException {
        return Golden.cases("classification")
                .filter(named -> named.getPayload().get("expected").has("ranking"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void equals_scikit_learn(JsonNode golden) throws IOException {
        RankingScores scores = RankingScores.of(
                Golden.JSON.treeToValue(golden.get("truth"), int[].class),
                Golden.scores(golden, "probabilities"),
                Golden.labels(golden.get("classes").asInt()));

        Golden.assertRanking(scores, golden.get("expected").get("ranking"));
    }

    @Test
    void depends_on_the_order_of_scores_alone() {
        // given
        Random random = new Random(1);
        boolean[] truth = new boolean[200];
        double[] scores = new double[200];
        double[] stretched = new double[200];
        for (int row = 0; row < 200; row++) {
            truth[row] = random.nextInt(3) == 0;
            scores[row] = Math.round(random.nextGaussian() * 4);
            stretched[row] = Math.exp(scores[row]) - 1e6;
        }

        // then
        assertThat(Ranking.rocAuc(truth, stretched)).isEqualTo(Ranking.rocAuc(truth, scores));
        assertThat(Ranking.averagePrecision(truth, stretched)).isEqualTo(Ranking.averagePrecision(truth, scores));
    }

    @Test
    void ranks_a_large_set_exactly_by_the_definition() {
        // given
        Random random = new Random(2);
        boolean[] truth = new boolean[1500];
        double[] scores = new double[1500];
        for (int row = 0; row < truth.length; row++) {
            truth[row] = random.nextBoolean();
            scores[row] = random.nextInt(50) + (truth[row] ? 5 : 0);
        }

        // when: every pair is compared
        double won = 0;
        long pairs = 0;
        for (int positive = 0; positive < truth.length; positive++) {
            for (int negative = 0; negative < truth.length; negative++) {
                if (truth[positive] && !truth[negative]) {
                    pairs++;
                    won += (Math.signum(scores[positive] - scores[negative]) + 1) / 2;
                }
            }
        }

        // then
        assertThat(Ranking.rocAuc(truth, scores).getAsDouble()).isCloseTo(won / pairs, Golden.EXACT);
    }

    @Test
    void no_rows_have_no_roc_auc_and_no_precision() {
        RankingScores scores = RankingScores.of(new int[0], new float[0][], List.of("a", "b"));

        assertThat(scores.macro()).isEqualTo(new RankingAverages(OptionalDouble.empty(), 0));
        assertThat(scores.supportedMacro()).isEqualTo(scores.macro());
        assertThat(scores.micro()).isEqualTo(scores.macro());
        assertThat(scores.weighted()).isEqualTo(scores.macro());
        assertThat(scores.perLabel().get(1)).isEqualTo(new LabelRanking("b", 0, OptionalDouble.empty(), 0));
        assertThat(RankingScores.of(new int[0], new float[0][], List.of()).perLabel())
                .isEmpty();
    }

    @Test
    void names_what_is_wrong_with_its_arguments() {
        float[][] scores = {{1, 2}};

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RankingScores.of(new int[] {2}, scores, List.of("a", "b")))
                .withMessageContaining("row 0 names class 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RankingScores.of(new int[] {0, 1}, scores, List.of("a", "b")))
                .withMessageContaining("2 rows of true labels but 1 rows of scores");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RankingScores.of(new int[] {0}, scores, List.of("a", "b", "c")))
                .withMessageContaining("row 0 has 2 scores for 3 labels");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RankingScores.of(new int[] {0}, scores, List.of("a", "a")))
                .withMessageContaining("twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ranking.rocAuc(new boolean[] {true}, new double[] {Double.NaN}))
                .withMessageContaining("row 0 has the score NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ranking.averagePrecision(new boolean[] {true}, new double[2]))
                .withMessageContaining("1 true answers but 2 scores");
    }
}

package dev.graft.learning.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExactMcNemarTest {

    static Stream<Arguments> golden() throws IOException {
        try (InputStream golden =
                Objects.requireNonNull(ExactMcNemarTest.class.getResourceAsStream("/gate/mcnemar-golden.json"))) {
            JsonNode cases = new ObjectMapper().readTree(golden).get("cases");
            return StreamSupport.stream(cases.spliterator(), false)
                    .map(node -> Arguments.of(
                            node.get("onlyChampionRight").asLong(),
                            node.get("onlyChallengerRight").asLong(),
                            node.get("pValue").asDouble()))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("golden")
    void equals_scipy(long onlyChampionRight, long onlyChallengerRight, double expected) {
        double pValue = new PairedOutcomes(onlyChampionRight, onlyChallengerRight).pValue();

        assertThat(pValue).isCloseTo(expected, within(1e-9 * expected));
    }

    @Test
    void does_not_care_which_model_is_which() {
        assertThat(ExactMcNemar.pValue(3, 17)).isEqualTo(ExactMcNemar.pValue(17, 3));
    }

    @Test
    void a_difference_beyond_doubles_is_zero_and_not_undefined() {
        assertThat(ExactMcNemar.pValue(0, 5_000_000)).isZero();
    }

    @Test
    void the_one_sided_p_value_is_the_tail_of_the_binomial_distribution() {
        for (int rows = 0; rows <= 60; rows++) {
            for (int wins = 0; wins <= rows; wins++) {
                double expected =
                        wins == 0 ? 1 : BinomialDistribution.of(rows, 0.5).survivalProbability(wins - 1);

                assertThat(new PairedOutcomes(rows - wins, wins).pValueOfBetter())
                        .isCloseTo(expected, within(1e-12));
            }
        }
    }

    @Test
    void log_gamma_is_the_logarithm_of_the_factorial() {
        double logFactorial = 0;
        for (int n = 1; n <= 200; n++) {
            logFactorial += Math.log(n);

            assertThat(ExactMcNemar.logGamma(n + 1)).isCloseTo(logFactorial, within(1e-11));
        }
    }

    @Test
    void counts_the_rows_that_one_model_alone_answers_rightly() {
        int[] truth = {0, 0, 1, 1, 2};
        int[] champion = {0, 1, 1, 0, 0};
        int[] challenger = {0, 0, 0, 1, 1};

        assertThat(PairedOutcomes.of(truth, champion, challenger)).isEqualTo(new PairedOutcomes(1, 2));
    }

    @Test
    void refuses_answers_to_other_rows_and_negative_counts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PairedOutcomes.of(new int[2], new int[2], new int[1]))
                .withMessageContaining("same rows");
        assertThatIllegalArgumentException().isThrownBy(() -> new PairedOutcomes(-1, 0));
    }
}

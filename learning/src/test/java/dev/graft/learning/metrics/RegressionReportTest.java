package dev.graft.learning.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RegressionReportTest {

    static Stream<Named<JsonNode>> cases() throws IOException {
        return Golden.cases("regression");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void equals_scikit_learn_and_scipy(JsonNode golden) throws IOException {
        double[] truth = Golden.JSON.treeToValue(golden.get("truth"), double[].class);
        double[] predicted = Golden.JSON.treeToValue(golden.get("predicted"), double[].class);

        RegressionReport report = RegressionReport.of(truth, predicted);

        JsonNode expected = golden.get("expected");
        assertThat(report.rows()).isEqualTo(truth.length);
        assertRelative(report.meanAbsoluteError(), expected.get("meanAbsoluteError"));
        assertRelative(report.meanSquaredError(), expected.get("meanSquaredError"));
        assertRelative(report.rootMeanSquaredError(), expected.get("rootMeanSquaredError"));
        Golden.assertOptional(report.rSquared(), expected.get("rSquared"));
        assertThat(report.explainedVariance())
                .isCloseTo(expected.get("explainedVariance").asDouble(), Golden.EXACT);
        Golden.assertOptional(report.pearson(), expected.get("pearson"));
        Golden.assertOptional(report.spearman(), expected.get("spearman"));
    }

    /** Errors have the target's unit, so they are compared relative to their size. */
    private static void assertRelative(double actual, JsonNode expected) {
        assertThat(actual).isCloseTo(expected.asDouble(), within(1e-9 * expected.asDouble()));
    }

    @Test
    void a_constant_has_no_spread_even_where_its_mean_is_rounded() {
        double[] truth = {0.1, 0.1, 0.1};

        RegressionReport report = RegressionReport.of(truth, new double[] {0.3, 0.3, 0.3});

        assertThat(report.rSquared()).hasValue(0);
        assertThat(report.explainedVariance()).isEqualTo(1);
    }

    @Test
    void correlates_values_whose_squares_overflow() {
        double[] truth = {1e200, 2e200, 4e200};

        RegressionReport report = RegressionReport.of(truth, new double[] {1, 3, 3});

        assertThat(report.pearson().getAsDouble()).isCloseTo(0.7559289460184545, Golden.EXACT);
        assertThat(report.spearman()).isNotEqualTo(OptionalDouble.empty());
    }

    @Test
    void spearman_does_not_change_under_a_rising_function() {
        Random random = new Random(3);
        double[] truth = random.doubles(100).toArray();
        double[] predicted =
                random.doubles(100).map(value -> Math.round(value * 10)).toArray();
        double[] cubed =
                Arrays.stream(predicted).map(value -> value * value * value).toArray();

        assertThat(RegressionReport.of(truth, cubed).spearman())
                .isEqualTo(RegressionReport.of(truth, predicted).spearman());
    }

    @Test
    void names_what_is_wrong_with_its_arguments() {
        for (double[] predicted : List.of(new double[0], new double[2])) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RegressionReport.of(new double[0], predicted))
                    .withMessageContaining("0 true values but " + predicted.length);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegressionReport.of(new double[] {1}, new double[] {Double.NaN}))
                .withMessageContaining("row 0: true value 1.0, prediction NaN");
    }
}

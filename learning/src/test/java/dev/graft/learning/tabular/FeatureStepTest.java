package dev.graft.learning.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureStepTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "missing-median@1 | missing-median@1",
                "missing-mean@1() | missing-mean@1",
                "outliers-clip@1 | outliers-clip@1(deviations=5)",
                " outliers-clip@1( deviations = 3.50 ) | outliers-clip@1(deviations=3.5)",
                "select-mutual-information@1(bins=4,keep=9) | select-mutual-information@1(keep=9,bins=4)",
                "select-variance@1(threshold=1e-2) | select-variance@1(threshold=0.01)",
                "coral@1(target=web cam) | coral@1(target=web cam,regularisation=1)",
                "coral@1 | coral@1(regularisation=1)",
                "pca@1(components=50.0) | pca@1(components=50)"
            })
    void a_step_has_one_spelling_which_reads_back(String declared, String printed) {
        FeatureStep step = FeatureStep.of(declared);

        assertThat(step).hasToString(printed).isEqualTo(FeatureStep.of(printed));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pca@2(components=5) | there is no feature step 'pca@2'",
                "PCA | a step is declared as in",
                "'' | a step is declared as in",
                "pca@1 | needs either components",
                "pca@1(components=5,variance=0.9) | needs either components",
                "pca@1(components=0) | a whole number from 1 to 5000, not 0",
                "pca@1(components=1.5) | a whole number",
                "pca@1(components=many) | is a number, not 'many'",
                "pca@1(variance=NaN) | a number from 0.001 to 1",
                "standardise@1(k=1) | has no parameter 'k'",
                "pca@1(components) | name=value",
                "pca@1(components=5,components=6) | name=value",
                "coral@1(target=a(b) | without brackets",
                "outliers-clip@1(deviations=-1) | from 0.5 to 1000"
            })
    void a_wrong_step_is_refused_with_what_would_be_right(String declared, String reason) {
        assertThatThrownBy(() -> FeatureStep.of(declared))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void a_recipe_fills_missing_values_first_and_is_bounded() {
        assertThat(FeatureRecipe.of(List.of("missing-mean@1", "standardise@1")).declared())
                .containsExactly("missing-mean@1", "standardise@1");
        assertThatThrownBy(() -> FeatureRecipe.of(List.of("standardise@1", "missing-mean@1")))
                .hasMessageContaining("must be the first step");
        FeatureStep step = new FeatureStep(StepKind.STANDARDISE, Map.of());
        assertThatThrownBy(() -> new FeatureRecipe(Collections.nCopies(21, step)))
                .hasMessageContaining("20 steps at most");
    }
}

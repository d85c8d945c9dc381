package dev.graft.learning.adaptation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.learning.classic.LinearSvm;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelSelectionTest {

    private final DomainPair pair = Domains.shifted(150, 4, 14, 1);

    private final Map<String, TransferLearner> ways = Map.of(
            "as it is", new AdaptThenLearn(FeatureAdaptation.NONE, new LinearSvm(1)),
            "scaled", new AdaptThenLearn(new DomainScaling(false), new LinearSvm(1)));

    @Test
    void reverse_validation_chooses_the_way_that_finds_the_way_back() {
        ModelSelection choice = ModelSelection.of(SelectionRule.REVERSE_VALIDATION, ways, pair, 2, 1);

        assertThat(choice.chosen()).isEqualTo("scaled");
        assertThat(choice.risks().get("scaled")).isLessThan(0.1);
        assertThat(choice.risks().get("as it is")).isGreaterThan(0.25);
    }

    @Test
    void source_risk_refuses_a_way_that_forgets_the_source_and_cannot_see_the_target() {
        FeatureAdaptation forgetful = given -> new Adapted(rows -> rows.rows(new int[rows.size()]), rows -> rows);
        Map<String, TransferLearner> more =
                Map.of("as it is", ways.get("as it is"), "forgetful", new AdaptThenLearn(forgetful, new LinearSvm(1)));

        ModelSelection choice = ModelSelection.of(SelectionRule.SOURCE_RISK, more, pair, 1, 1);
        ModelSelection blind = ModelSelection.of(SelectionRule.SOURCE_RISK, ways, pair, 1, 1);

        assertThat(choice.chosen()).isEqualTo("as it is");
        assertThat(choice.risks().get("forgetful")).isGreaterThan(0.5);
        assertThat(blind.risks().values()).allMatch(risk -> risk < 0.1);
    }

    @Test
    void a_way_that_answers_one_class_has_the_risk_of_that_answer() {
        TransferLearner blind = any -> new MappedClassifier(Adapted.UNCHANGED, rows -> {
            double[][] shares = new double[rows.size()][Domains.CLASSES];
            java.util.Arrays.stream(shares).forEach(row -> row[2] = 1);
            return shares;
        });

        double risk = SelectionRule.REVERSE_VALIDATION.risk(blind, pair, 1, 1);

        assertThat(risk).isBetween(0.6, 0.7);
    }

    @Test
    void nothing_to_choose_from_is_refused() {
        assertThatThrownBy(() -> ModelSelection.of(SelectionRule.SOURCE_RISK, Map.of(), pair, 1, 1))
                .hasMessageContaining("no way");
        assertThatThrownBy(() -> SelectionRule.SOURCE_RISK.risk(ways.get("scaled"), pair, 6, 1))
                .hasMessageContaining("folds");
    }
}

package dev.graft.learning.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class MedianRuleTest {
    private static final MedianRule RULE = new MedianRule(3, 2, 0.02);
    private static final List<List<Double>> SIBLINGS =
            List.of(List.of(0.5, 0.7, 0.8), List.of(0.6, 0.8, 0.9), List.of(0.3, 0.4, 0.5), List.of(0.7));

    @Test
    void stops_a_run_below_the_median_of_its_siblings_and_below_the_champion() {
        HopelessRunDecision decision = RULE.decide(0.85, List.of(0.4, 0.5), SIBLINGS, 6);

        assertThat(decision).isInstanceOf(HopelessRunDecision.Stop.class);
        assertThat(((HopelessRunDecision.Stop) decision).sentence())
                .isEqualTo(
                        "After 2 of 6 epochs the best validation score is 0.5000, below the champion's 0.8500 and below"
                                + " the median 0.6000 of 3 sibling runs after as many epochs.");
    }

    @Test
    void lets_a_run_go_on_that_is_as_good_as_the_median_less_the_margin() {
        assertThat(continues(0.85, List.of(0.4, 0.58), 6)).isTrue();
        assertThat(continues(0.85, List.of(0.4, 0.57), 6)).isFalse();
    }

    @Test
    void takes_the_mean_of_the_middle_two_of_an_even_number_of_siblings() {
        List<List<Double>> four = List.of(List.of(0.2, 0.2), List.of(0.4, 0.4), List.of(0.6, 0.6), List.of(0.8, 0.8));

        assertThat(RULE.decide(0.9, List.of(0.1, 0.47), four, 6)).isInstanceOf(HopelessRunDecision.Stop.class);
        assertThat(RULE.decide(0.9, List.of(0.1, 0.48), four, 6)).isInstanceOf(HopelessRunDecision.Continue.class);
    }

    @Test
    void never_stops_a_run_that_has_reached_the_champion() {
        assertThat(continues(0.5, List.of(0.4, 0.48), 6)).isTrue();
    }

    @Test
    void never_stops_a_run_too_early_or_in_its_last_epoch_or_without_enough_siblings() {
        assertThat(continues(0.85, List.of(0.1), 6)).isTrue();
        assertThat(continues(0.85, List.of(0.1, 0.1), 2)).isTrue();
        assertThat(continues(0.85, List.of(0.1, 0.1, 0.1, 0.1), 6)).isTrue();
        assertThat(RULE.decide(0.85, List.of(0.1, 0.1), SIBLINGS.subList(1, 4), 6))
                .isInstanceOf(HopelessRunDecision.Continue.class);
    }

    @Test
    void takes_the_running_mean_of_a_sibling_and_not_what_it_reached_later() {
        List<List<Double>> late = List.of(List.of(0.1, 0.1, 0.9), List.of(0.1, 0.1, 0.9), List.of(0.1, 0.1, 0.9));

        assertThat(RULE.decide(0.95, List.of(0.2, 0.2), late, 6)).isInstanceOf(HopelessRunDecision.Continue.class);
        assertThat(RULE.decide(0.95, List.of(0.2, 0.2, 0.2), late, 6)).isInstanceOf(HopelessRunDecision.Stop.class);
    }

    @Test
    void lets_a_run_go_on_that_is_tied_with_all_its_siblings() {
        MedianRule strict = new MedianRule(3, 2, 0);
        List<Double> same = List.of(0.5, 0.5);

        assertThat(strict.decide(0.9, same, List.of(same, same, same), 6))
                .isInstanceOf(HopelessRunDecision.Continue.class);
    }

    @Test
    void refuses_a_siblings_score_that_is_none_rather_than_stop_a_run_by_it() {
        List<Double> broken = List.of(Double.NaN, 0.1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RULE.decide(0.9, List.of(0.5, 0.5), List.of(broken, broken, broken), 6))
                .withMessageContaining("a sibling's score");
    }

    @Test
    void refuses_scores_and_settings_out_of_range() {
        assertThatIllegalArgumentException().isThrownBy(() -> continues(Double.NaN, List.of(0.1, 0.1), 6));
        assertThatIllegalArgumentException().isThrownBy(() -> continues(0.5, List.of(0.1, 1.1), 6));
        assertThatIllegalArgumentException().isThrownBy(() -> new MedianRule(0, 2, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new MedianRule(3, 2, Double.NaN));
    }

    private static boolean continues(double champion, List<Double> scores, int planned) {
        return RULE.decide(champion, scores, SIBLINGS, planned) instanceof HopelessRunDecision.Continue;
    }
}

package dev.graft.learning.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.graft.learning.gate.HopelessRunDecision.Continue;
import dev.graft.learning.gate.HopelessRunDecision.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HopelessRunRuleTest {

    private static final HopelessRunRule RULE = HopelessRunRule.defaults();
    private static final double CHAMPION = 0.9;
    private static final int PLANNED = 20;
    private static final int PATIENCE = 2;

    @Test
    void lets_a_rising_curve_go_on() {
        assertThat(stoppedAfter(0.30, 0.50, 0.63, 0.72, 0.78, 0.82, 0.85, 0.87)).isZero();
    }

    @Test
    void stops_a_curve_that_is_flat_far_below_the_champion() {
        assertThat(stoppedAfter(0.40, 0.55, 0.60, 0.605, 0.606, 0.607, 0.607)).isEqualTo(5);
    }

    @Test
    void stops_a_run_on_shuffled_labels_that_wanders_around_chance() {
        assertThat(stoppedAfter(0.08, 0.10, 0.09, 0.11, 0.10, 0.10, 0.09)).isBetween(3, 7);
    }

    @Test
    void lets_a_noisy_but_rising_curve_go_on() {
        assertThat(stoppedAfter(0.40, 0.60, 0.55, 0.70, 0.66, 0.78, 0.75, 0.84)).isZero();
    }

    @Test
    void lets_a_curve_that_starts_flat_and_then_overtakes_go_on() {
        assertThat(stoppedAfter(4, 0.10, 0.10, 0.10, 0.30, 0.60, 0.85, 0.93)).isZero();
    }

    @Test
    void lets_a_curve_whose_gains_grow_go_on() {
        assertThat(stoppedAfter(0.10, 0.11, 0.13, 0.17, 0.25, 0.41)).isZero();
    }

    @Test
    void lets_a_flat_curve_within_the_margin_of_the_champion_go_on() {
        assertThat(stoppedAfter(0.885, 0.885, 0.885, 0.885, 0.885, 0.885)).isZero();
    }

    @Test
    void lets_a_curve_that_fell_from_above_the_champion_go_on() {
        assertThat(stoppedAfter(0.93, 0.80, 0.70, 0.60, 0.50)).isZero();
    }

    @Test
    void waits_for_the_minimum_number_of_epochs() {
        HopelessRunRule patient = new HopelessRunRule(5, 0.02);
        List<Double> flat = List.of(0.1, 0.1, 0.1, 0.1);

        assertThat(patient.decide(CHAMPION, flat, PLANNED, PATIENCE)).isInstanceOf(Continue.class);
        assertThat(RULE.decide(CHAMPION, flat, PLANNED, PATIENCE)).isInstanceOf(Stop.class);
        assertThat(RULE.decide(CHAMPION, List.of(), PLANNED, PATIENCE)).isInstanceOf(Continue.class);
    }

    @Test
    void does_not_stop_a_run_that_ends_by_itself() {
        assertThat(RULE.decide(CHAMPION, List.of(0.1, 0.1, 0.1, 0.1), 4, PATIENCE))
                .isInstanceOf(Continue.class);
    }

    @Test
    void says_why_it_stops_and_what_the_curve_still_allowed() {
        HopelessRunDecision decision = RULE.decide(CHAMPION, List.of(0.5, 0.5, 0.5, 0.5), PLANNED, PATIENCE);

        assertThat(decision)
                .isEqualTo(new Stop(
                        "After 4 of 20 epochs the best validation score is 0.5000 and the curve allows 0.5000 at most,"
                                + " below the champion's 0.9000.",
                        0.5));
    }

    @Test
    void never_stops_a_saturating_curve_whose_asymptote_exceeds_the_champion() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            double champion = 0.05 + 0.9 * random.nextDouble() * (1 - RULE.margin());
            double asymptote = champion + RULE.margin() + (1 - champion - RULE.margin()) * random.nextDouble();
            double span = asymptote * random.nextDouble();
            double decay = 0.01 + 0.985 * random.nextDouble();
            int patience = 1 + random.nextInt(10);

            List<Double> scores = new ArrayList<>();
            for (int epoch = 0; epoch < 100; epoch++) {
                scores.add(asymptote - span * Math.pow(decay, epoch));

                assertThat(RULE.decide(champion, scores, 200, patience))
                        .as("seed %d", seed)
                        .isInstanceOf(Continue.class);
            }
        }
    }

    @Test
    void stops_a_saturating_curve_far_below_the_champion_before_it_ends() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            double asymptote = 0.7 * random.nextDouble();
            double span = asymptote * random.nextDouble();
            double decay = 0.9 * random.nextDouble();

            List<Double> scores = new ArrayList<>();
            for (int epoch = 0; epoch < 50; epoch++) {
                scores.add(asymptote - span * Math.pow(decay, epoch));
            }

            assertThat(RULE.decide(CHAMPION, scores, 60, 1 + random.nextInt(5)))
                    .as("seed %d", seed)
                    .isInstanceOf(Stop.class);
        }
    }

    @Test
    void the_bound_of_a_stop_lies_between_the_best_score_and_the_champion() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<Double> scores =
                    random.doubles(3 + random.nextInt(10), 0, 0.3).boxed().toList();
            double best = scores.stream().mapToDouble(Double::doubleValue).max().orElseThrow();

            HopelessRunDecision decision = RULE.decide(CHAMPION, scores, 100, 1 + random.nextInt(5));

            if (decision instanceof Stop stop) {
                assertThat(stop.optimisticBound()).as("seed %d", seed).isBetween(best, CHAMPION - RULE.margin());
            } else {
                assertThat(decision).isEqualTo(new Continue());
            }
        }
    }

    @Test
    void by_default_waits_three_epochs_and_leaves_a_margin_of_two_hundredths() {
        assertThat(RULE).isEqualTo(new HopelessRunRule(3, 0.02));
        assertThat(new HopelessRunRule(3, 0).decide(0.5, List.of(0.5, 0.5, 0.5, 0.5), PLANNED, PATIENCE))
                .isInstanceOf(Continue.class);
    }

    @Test
    void repeats_the_largest_recent_gain_nine_times_where_the_curve_flattens_faster() {
        HopelessRunDecision decision = RULE.decide(CHAMPION, List.of(0.2, 0.4, 0.42, 0.43), PLANNED, PATIENCE);

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Stop.class,
                        stop -> assertThat(stop.optimisticBound()).isCloseTo(0.43 + 9 * 0.02, within(1e-9)));
    }

    @Test
    void refuses_scores_that_are_no_scores() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RULE.decide(CHAMPION, List.of(0.1, Double.NaN), PLANNED, PATIENCE))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> RULE.decide(1.5, List.of(), PLANNED, PATIENCE));
        assertThatIllegalArgumentException().isThrownBy(() -> RULE.decide(CHAMPION, List.of(), PLANNED, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new HopelessRunRule(2, 0.02));
        assertThatIllegalArgumentException().isThrownBy(() -> new HopelessRunRule(3, -0.1));
    }

    /** The epoch after which the rule first stops the run, 0 if never. */
    private static int stoppedAfter(double... scores) {
        return stoppedAfter(PATIENCE, scores);
    }

    private static int stoppedAfter(int patience, double... scores) {
        List<Double> soFar = new ArrayList<>();
        for (double score : scores) {
            soFar.add(score);
            if (RULE.decide(CHAMPION, soFar, PLANNED, patience) instanceof Stop) {
                return soFar.size();
            }
        }
        return 0;
    }
}

package dev.graft.learning.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CountDistributionTest {

    @Test
    void four_fair_coins_show_three_heads_or_more_in_five_of_sixteen_cases() {
        CountDistribution coins = CountDistribution.binomial(4, 0.5);

        assertThat(coins.atLeast(3)).isCloseTo(5 / 16.0, within(1e-15));
        assertThat(coins.atMost(0)).isCloseTo(1 / 16.0, within(1e-15));
        assertThat(coins.atMost(-1)).isZero();
        assertThat(coins.atLeast(5)).isZero();
        assertThat(coins.atLeast(0)).isCloseTo(1, within(1e-15));
    }

    @Test
    void a_sure_thing_always_happens() {
        assertThat(CountDistribution.binomial(7, 1).atMost(6)).isZero();
        assertThat(CountDistribution.binomial(7, 0).atLeast(1)).isZero();
        assertThat(CountDistribution.binomial(0, 0.3).atMost(0)).isEqualTo(1);
    }

    @Test
    void fishers_lady_guesses_three_of_four_cups_in_17_of_70_cases() {
        CountDistribution cups = CountDistribution.hypergeometric(8, 4, 4);

        assertThat(cups.atLeast(3)).isCloseTo(17 / 70.0, within(1e-15));
        assertThat(cups.atLeast(4)).isCloseTo(1 / 70.0, within(1e-15));
    }

    @Test
    void rows_that_must_be_drawn_are() {
        CountDistribution all = CountDistribution.hypergeometric(5, 5, 3);
        CountDistribution most = CountDistribution.hypergeometric(5, 4, 3);

        assertThat(all.atLeast(3)).isEqualTo(1);
        assertThat(most.atLeast(2)).isCloseTo(1, within(1e-15));
        assertThat(most.atLeast(3)).isCloseTo(0.4, within(1e-15));
    }

    @Test
    void sums_of_coins_are_more_coins() {
        CountDistribution sum = CountDistribution.binomial(3, 0.3).plus(CountDistribution.binomial(5, 0.3));
        CountDistribution whole = CountDistribution.binomial(8, 0.3);

        for (int count = 0; count <= 8; count++) {
            assertThat(sum.atLeast(count)).isCloseTo(whole.atLeast(count), within(1e-14));
        }
    }

    @Test
    void large_counts_neither_overflow_nor_lose_their_mass() {
        CountDistribution million = CountDistribution.binomial(1_000_000, 0.5);
        CountDistribution drawn = CountDistribution.hypergeometric(2_000_000, 300_000, 1_000_000);

        assertThat(Arrays.stream(million.masses()).sum()).isCloseTo(1, within(1e-12));
        assertThat(million.masses().length).isLessThan(10_000);
        assertThat(drawn.atLeast(150_000)).isCloseTo(0.5, within(0.01));
        assertThat(drawn.atLeast(200_000)).isZero();
    }
}

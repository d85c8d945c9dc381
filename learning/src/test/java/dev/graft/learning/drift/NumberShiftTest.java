package dev.graft.learning.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberShiftTest {

    @Test
    void samples_that_do_not_overlap_are_as_unlikely_as_two_of_all_deals() {
        assertThat(shift(values(1, 3), values(4, 6)).pValue()).isCloseTo(0.1, within(1e-12));
        assertThat(shift(values(1, 5), values(6, 10)).pValue()).isCloseTo(2 / 252.0, within(1e-12));
        assertThat(shift(values(1, 5), values(6, 10)).gap()).isEqualTo(1);
        // 2 / (400 choose 200), whose digits would be lost in 1 - p
        assertThat(shift(values(1, 200), values(201, 400)).pValue())
                .isCloseTo(2 * Math.exp(-logChoose(400, 200)), withinPercentage(1e-6));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void the_chance_is_the_share_of_all_deals_that_are_as_far_apart_ties_or_not(long seed) {
        // given
        Random random = new Random(seed);
        int kinds = seed % 2 == 0 ? 4 : 1000;
        double[] pooled = random.ints(11, 0, kinds).asDoubleStream().toArray();
        int first = 3 + random.nextInt(5);

        // when
        KolmogorovSmirnov test = of(pooled, (1 << first) - 1);

        // then
        long deals = IntStream.range(0, 1 << 11)
                .filter(deal -> Integer.bitCount(deal) == first)
                .count();
        long asFar = IntStream.range(0, 1 << 11)
                .filter(deal -> Integer.bitCount(deal) == first)
                .filter(deal -> of(pooled, deal).gap() >= test.gap() - 1e-12)
                .count();
        assertThat(test.chance()).isCloseTo((double) asFar / deals, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, 0.9639452436648751",
        "1, 0.26999967167735456",
        "1.3580986393225505, 0.05",
        "1.6276236115189502, 0.01"
    })
    void the_limit_agrees_with_the_tables(double x, double chance) {
        assertThat(KolmogorovSmirnov.limit(x)).isCloseTo(chance, within(1e-9));
    }

    @Test
    void the_limits_two_series_meet() {
        assertThat(KolmogorovSmirnov.limit(1.18 - 1e-9)).isCloseTo(KolmogorovSmirnov.limit(1.18 + 1e-9), within(1e-8));
        assertThat(KolmogorovSmirnov.limit(0)).isEqualTo(1);
        assertThat(KolmogorovSmirnov.limit(1e-3)).isEqualTo(1);
        assertThat(KolmogorovSmirnov.limit(40)).isZero();
    }

    @Test
    void many_pairs_go_by_the_limit_which_is_close_to_the_exact_chance() {
        Random random = new Random(4);
        double[] reference = Drawn.numbers(3_000, 0, random);
        double[] batch = Drawn.numbers(3_300, 0.05, random);

        NumberShift exact = shift(reference, batch);
        NumberShift limit = shift(reference, Drawn.numbers(3_400, 0.05, random));

        assertThat(exact.exact()).isTrue();
        assertThat(KolmogorovSmirnov.limit(exact.gap() * Math.sqrt(3_000 * 3_300 / 6_300.0)))
                .isCloseTo(exact.pValue(), within(0.01));
        assertThat(limit.exact()).isFalse();
    }

    @Test
    void order_scale_and_place_do_not_matter() {
        Random random = new Random(2);
        double[] reference = Drawn.numbers(150, 0, random);
        double[] batch = Drawn.numbers(80, 0.4, random);
        NumberShift shift = shift(reference, batch);

        NumberShift moved = shift(
                Arrays.stream(reference).map(value -> 8 * value + 3).toArray(),
                Arrays.stream(batch).map(value -> 8 * value + 3).toArray());
        NumberShift turned = shift(batch, reference);

        assertThat(moved.pValue()).isEqualTo(shift.pValue());
        assertThat(moved.stabilityIndex()).isEqualTo(shift.stabilityIndex());
        assertThat(turned.pValue()).isCloseTo(shift.pValue(), within(1e-12));
    }

    @Test
    void the_stability_index_is_over_the_references_deciles() {
        // 1 to 10: each value its own bin; the batch has all ten values in the first
        NumberShift shift = shift(values(1, 10), new double[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1});

        double each = 1.5 / 15;
        double expected =
                (10.5 / 15 - each) * Math.log(10.5 / 15 / each) + 9 * (0.5 / 15 - each) * Math.log(0.5 / 15 / each);
        assertThat(shift.stabilityIndex()).isCloseTo(expected, within(1e-12));
        assertThat(shift.stabilityIndexByChance()).isCloseTo(9 * 0.2, within(1e-12));
    }

    @Test
    void equal_values_and_single_ones_are_no_trouble() {
        NumberShift constant = shift(new double[] {5, 5, 5}, new double[] {5, 5});
        NumberShift zeros = shift(new double[] {0.0}, new double[] {-0.0});
        NumberShift single = shift(new double[] {1}, new double[] {2});

        assertThat(constant.pValue()).isEqualTo(1);
        assertThat(constant.stabilityIndex()).isZero();
        assertThat(zeros.pValue()).isEqualTo(1);
        assertThat(single.pValue()).isEqualTo(1);
        assertThat(single.gap()).isEqualTo(1);
    }

    @Test
    void says_how_the_median_moved() {
        assertThat(shift(values(1, 21), values(6, 26)).sentence())
                .isEqualTo("'length' has the median 16, and had 11 (largest gap 0.24)");
        assertThat(shift(values(1, 21), new double[] {11}).sentence())
                .startsWith("'length' is spread otherwise about the same median of 11");
    }

    @Test
    void refuses_no_value_and_values_that_are_none() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shift(new double[0], values(1, 2)))
                .withMessageContaining("'length' cannot be compared");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shift(values(1, 2), new double[] {Double.NaN}))
                .withMessageContaining("must be finite, not NaN");
    }

    private static KolmogorovSmirnov of(double[] pooled, int firsts) {
        return KolmogorovSmirnov.of(side(pooled, firsts, 1), side(pooled, firsts, 0));
    }

    private static double[] side(double[] pooled, int firsts, int bit) {
        return IntStream.range(0, pooled.length)
                .filter(i -> (firsts >> i & 1) == bit)
                .mapToDouble(i -> pooled[i])
                .sorted()
                .toArray();
    }

    private static double logChoose(int n, int k) {
        return IntStream.rangeClosed(1, k)
                .mapToDouble(i -> Math.log(n - k + i) - Math.log(i))
                .sum();
    }

    private static NumberShift shift(double[] reference, double[] batch) {
        return NumberShift.of("length", reference, batch);
    }

    private static double[] values(int from, int to) {
        return IntStream.rangeClosed(from, to).asDoubleStream().toArray();
    }
}

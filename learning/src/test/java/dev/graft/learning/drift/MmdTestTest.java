package dev.graft.learning.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class MmdTestTest {

    private static final DriftSettings SETTINGS = DriftSettings.standard(1);

    @Test
    void the_discrepancy_is_that_of_its_definition() {
        Random random = new Random(1);
        for (int width : new int[] {1, 3, 4, 9}) {
            float[][] reference = Drawn.features(7, width, 0, random);
            float[][] batch = Drawn.features(4, width, 0.5, random);

            MmdTest test = test(reference, batch);

            double square = medianSquare(FeatureRows.pooled(reference, batch));
            assertThat(test.bandwidth()).isCloseTo(Math.sqrt(square), within(1e-5));
            assertThat(test.squaredDiscrepancy()).isCloseTo(byHand(reference, batch, square), within(1e-6));
            assertThat(test(batch, reference).squaredDiscrepancy()).isCloseTo(test.squaredDiscrepancy(), within(1e-6));
        }
    }

    @Test
    void the_chance_is_about_the_share_of_all_splits_that_are_as_far_apart() {
        // given: two sides of two rows: of the three ways to pair four rows, one is as far apart
        float[][] reference = {{0}, {0.1f}};
        float[][] batch = {{5}, {5.2f}};

        // when
        MmdTest test = MmdTest.of(reference, batch, SETTINGS.withLevel(0.002), DriftListener.SILENT);

        // then
        assertThat(test.permutations()).isEqualTo(4_999);
        assertThat(test.pValue()).isCloseTo(1 / 3.0, within(0.02));
    }

    @Test
    void place_and_scale_of_the_features_do_not_matter() {
        Random random = new Random(3);
        float[][] reference = Drawn.features(60, 5, 0, random);
        float[][] batch = Drawn.features(30, 5, 0.3, random);
        MmdTest test = test(reference, batch);

        for (float scale : new float[] {1e-30f, 0.3f, 1e25f}) {
            MmdTest scaled = test(scaled(reference, scale, 0), scaled(batch, scale, 0));
            assertThat(scaled.squaredDiscrepancy()).isCloseTo(test.squaredDiscrepancy(), within(1e-5));
            assertThat(scaled.pValue()).isCloseTo(test.pValue(), within(0.002));
            assertThat(scaled.bandwidth() / scale).isCloseTo(test.bandwidth(), within(1e-4));
        }
        MmdTest moved = test(scaled(reference, 1, 1000), scaled(batch, 1, 1000));
        assertThat(moved.squaredDiscrepancy()).isCloseTo(test.squaredDiscrepancy(), within(1e-3));
    }

    @Test
    void more_rows_than_a_block_give_the_same_as_one_by_one() {
        Random random = new Random(8);
        float[][] rows = Drawn.features(1_100, 6, 0, random);

        float[][] distances = SquaredDistances.of(rows, () -> {}).values();

        int exponent = Math.getExponent(largest(rows));
        for (int i = 0; i < 200; i++) {
            int one = random.nextInt(1_099);
            int other = one + 1 + random.nextInt(1_099 - one);
            double expected = square(rows[one], rows[other]) * Math.scalb(1.0, -2 * exponent);
            assertThat((double) distances[one][other]).isCloseTo(expected, within(1e-5));
        }
    }

    @Test
    void equal_rows_throughout_are_no_drift() {
        float[][] reference = new float[20][3];
        float[][] batch = new float[5][3];

        MmdTest test = test(reference, batch);

        assertThat(test.pValue()).isEqualTo(1);
        assertThat(test.squaredDiscrepancy()).isZero();
        assertThat(test.bandwidth()).isZero();
    }

    @Test
    void rows_that_are_mostly_equal_still_tell_the_others() {
        float[][] reference = new float[40][1];
        float[][] batch = new float[12][1];
        for (int i = 0; i < 6; i++) {
            batch[i][0] = 1;
        }

        MmdTest test = test(reference, batch);

        assertThat(test.bandwidth()).isGreaterThan(0).isLessThan(1);
        assertThat(test.pValue()).isLessThan(0.01);
    }

    @Test
    void the_same_seed_gives_the_same_test_and_another_another_sample() {
        Random random = new Random(5);
        float[][] reference = Drawn.features(300, 4, 0, random);
        float[][] batch = Drawn.features(90, 4, 0, random);
        DriftSettings few = new DriftSettings(0.05, 199, 100, 50, 0, 1, 7);

        MmdTest test = MmdTest.of(reference, batch, few, DriftListener.SILENT);

        assertThat(test.referenceRows()).isEqualTo(100);
        assertThat(test.referenceGiven()).isEqualTo(300);
        assertThat(test.batchRows()).isEqualTo(50);
        assertThat(test.batchGiven()).isEqualTo(90);
        assertThat(MmdTest.of(reference, batch, few, DriftListener.SILENT)).isEqualTo(test);
        assertThat(MmdTest.of(reference, batch, new DriftSettings(0.05, 199, 100, 50, 0, 1, 8), DriftListener.SILENT)
                        .squaredDiscrepancy())
                .isNotEqualTo(test.squaredDiscrepancy());
    }

    @Test
    void a_listener_sees_every_step_and_can_end_the_test() {
        float[][] rows = Drawn.features(30, 4, 0, new Random(5));
        List<String> seen = new ArrayList<>();

        MmdTest.of(rows, rows, SETTINGS, (part, done, of) -> seen.add(part + " " + done + "/" + of));

        assertThat(seen).hasSize(11).startsWith("features 0/11").endsWith("features 10/11");
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> MmdTest.of(rows, rows, SETTINGS, (part, done, of) -> {
                    throw new CancellationException("enough");
                }));
    }

    @Test
    void names_what_is_wrong_with_its_rows() {
        float[][] two = new float[2][3];

        assertThatIllegalArgumentException()
                .isThrownBy(() -> test(two, new float[1][3]))
                .withMessageContaining("at least 2 rows on either side, not 2 and 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> test(two, new float[2][4]))
                .withMessageContaining("a row has 4 features, and others 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> test(two, new float[][] {{1, 2, 3}, {1, Float.NaN, 3}}))
                .withMessageContaining("must be finite, not NaN");
    }

    private static MmdTest test(float[][] reference, float[][] batch) {
        return MmdTest.of(reference, batch, SETTINGS, DriftListener.SILENT);
    }

    private static double byHand(float[][] one, float[][] other, double square) {
        return mean(one, one, square) + mean(other, other, square) - 2 * mean(one, other, square);
    }

    private static double mean(float[][] one, float[][] other, double square) {
        double sum = 0;
        int pairs = 0;
        for (float[] a : one) {
            for (float[] b : other) {
                sum += a == b ? 0 : Math.exp(-square(a, b) / (2 * square));
                pairs += a == b ? 0 : 1;
            }
        }
        return sum / pairs;
    }

    private static double medianSquare(float[][] rows) {
        List<Double> squares = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            for (int j = i + 1; j < rows.length; j++) {
                squares.add(square(rows[i], rows[j]));
            }
        }
        Collections.sort(squares);
        return squares.get((squares.size() - 1) / 2);
    }

    private static double square(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
        }
        return sum;
    }

    private static float largest(float[][] rows) {
        float largest = 0;
        for (float[] row : rows) {
            for (float value : row) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        return largest;
    }

    private static float[][] scaled(float[][] rows, float scale, float shift) {
        return Arrays.stream(rows)
                .map(row -> {
                    float[] scaled = new float[row.length];
                    for (int i = 0; i < row.length; i++) {
                        scaled[i] = row[i] * scale + shift;
                    }
                    return scaled;
                })
                .toArray(float[][]::new);
    }
}

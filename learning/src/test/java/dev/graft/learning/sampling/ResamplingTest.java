package dev.graft.learning.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.learning.classic.FeatureVectors;
import dev.graft.learning.classic.LabelledVectors;
import dev.graft.learning.classic.Learner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResamplingTest {

    private static final double[][] ROWS = {
        {1.79, 0.44}, {0.1, -1.86}, {-0.28, -0.35}, {-0.08, -0.63}, {-0.04, -0.48}, {-1.31, 0.88}, {0.88, 1.71},
        {0.05, -0.4}, {-0.55, -1.55}, {0.98, -1.1}, {-1.19, -0.21}, {1.49, 0.24}, {-1.02, -0.71}, {0.63, -0.16},
        {-0.77, -0.23}, {0.75, 1.98}, {-1.24, -0.63}, {-0.8, -2.42}, {-0.92, -1.02}, {1.12, -0.13}, {-1.62, 0.65},
        {-0.36, -1.74}, {-0.6, -0.59}, {-0.87, 0.03}, {-1.05, 0.93}, {2.21, 2.05}, {2.31, 2.32}, {2.69, 0.08},
        {2.05, -0.66}, {0.6, -0.71}, {2.25, 2.53}, {1.0, 2.97}, {0.53, 1.35}, {1.35, 0.14}
    };

    /** 24 rows of class 0, then 10 of class 1; class 2 has none. */
    private static final LabelledVectors UNEVEN = new LabelledVectors(
            FeatureVectors.of(ROWS),
            IntStream.range(0, 34).map(row -> row < 24 ? 0 : 1).toArray(),
            3);

    @Test
    void over_and_under_sampling_make_classes_equal() {
        assertThat(changed(Resampling.over()).counts()).containsExactly(24, 24, 0);
        assertThat(changed(Resampling.under()).counts()).containsExactly(10, 10, 0);
        assertThat(changed(Resampling.under().then(Resampling.over())).counts()).containsExactly(10, 10, 0);
    }

    @Test
    void made_rows_come_after_the_real_ones_and_lie_on_lines_within_their_class() {
        LabelledVectors all = changed(Resampling.smote());

        assertThat(all.counts()).containsExactly(24, 24, 0);
        assertThat(all.rows(IntStream.range(0, 34).toArray()).rows().toRows()).isDeepEqualTo(ROWS);
        for (int row = 34; row < all.size(); row++) {
            assertThat(liesBetween(all.rows().row(row), 24, 34)).isTrue();
        }
    }

    /** Rows in danger by imbalanced-learn's definition on the same rows: 24, 27, 28, 29, 32 and 33. */
    @Test
    void borderline_rows_are_those_of_the_reference() {
        LabelledVectors all = changed(Resampling.borderlineSmote(1));

        assertThat(all.counts()).containsExactly(24, 24, 0);
        for (int row = 34; row < all.size(); row++) {
            double[] made = all.rows().row(row);
            assertThat(IntStream.of(24, 27, 28, 29, 32, 33).anyMatch(from -> onARay(made, from)))
                    .isTrue();
        }
    }

    @Test
    void the_second_kind_goes_at_most_half_the_way_to_other_classes() {
        LabelledVectors all = changed(Resampling.borderlineSmote(2));

        assertThat(all.counts()).containsExactly(24, 24, 0);
        boolean towardsOthers = false;
        for (int row = 34; row < all.size(); row++) {
            double[] made = all.rows().row(row);
            towardsOthers |= !liesBetween(made, 24, 34);
            int nearest = new Neighbours(all, Set.of(), 0)
                    .nearest(row, IntStream.range(0, 34).toArray(), 1)[0];
            assertThat(made).hasSize(2);
            assertThat(nearest).isNotNegative();
        }
        assertThat(towardsOthers).isTrue();
        assertThatThrownBy(() -> Resampling.borderlineSmote(3)).hasMessageContaining("kind");
    }

    /** By imbalanced-learn's TomekLinks and EditedNearestNeighbours. */
    @Test
    void cleaning_leaves_out_the_rows_that_the_reference_leaves_out() {
        assertThat(leftOut(Resampling.withoutTomekLinks())).containsExactly(5, 9, 11);
        assertThat(leftOut(Resampling.edited(3))).containsExactly(0, 5, 6, 9, 11, 13, 15, 19, 20);
        assertThatThrownBy(() -> Resampling.edited(0)).hasMessageContaining("neighbour");
    }

    @Test
    void codes_of_made_rows_are_those_of_most_neighbours_and_never_between() {
        double[][] mixed = new double[40][3];
        Random random = new Random(2);
        for (int row = 0; row < 40; row++) {
            mixed[row] =
                    new double[] {random.nextGaussian(), random.nextGaussian(), row < 30 ? row % 3 : row < 38 ? 2 : 0};
        }
        LabelledVectors rows = new LabelledVectors(
                FeatureVectors.of(mixed),
                IntStream.range(0, 40).map(row -> row < 30 ? 0 : 1).toArray(),
                2);

        LabelledVectors all = Resampling.smoteNc(Set.of(2)).apply(rows, new Random(1));

        assertThat(all.counts()).containsExactly(30, 30);
        for (int row = 40; row < all.size(); row++) {
            assertThat(all.rows().at(row, 2)).isEqualTo(2);
        }
        assertThatThrownBy(() -> Resampling.smoteNc(Set.of(3)).apply(rows, new Random(1)))
                .hasMessageContaining("column 3");
    }

    @Test
    void degenerate_classes_are_borne() {
        LabelledVectors one =
                new LabelledVectors(FeatureVectors.of(ROWS).rows(0, 1, 2, 3, 24), new int[] {0, 0, 0, 0, 1}, 2);
        LabelledVectors alone = new LabelledVectors(FeatureVectors.of(ROWS), new int[34], 2);

        for (Resampling each : List.of(
                Resampling.smote(), Resampling.borderlineSmote(1), Resampling.borderlineSmote(2), Resampling.over())) {
            LabelledVectors made = each.apply(one, new Random(1));
            assertThat(made.counts()).containsExactly(4, 4);
            assertThat(made.rows().row(7)).isEqualTo(ROWS[24]);
            assertThat(each.apply(alone, new Random(1)).size()).isEqualTo(34);
        }
        assertThat(Resampling.edited(3).apply(one, new Random(1)).counts()[0]).isPositive();
        assertThat(Resampling.withoutTomekLinks().apply(alone, new Random(1)).size())
                .isEqualTo(34);
    }

    @Test
    void in_each_fold_only_rows_that_are_learnt_from_are_changed() {
        List<LabelledVectors> learnt = new ArrayList<>();
        Learner spy = rows -> {
            learnt.add(rows);
            return given -> {
                // what is tested was never given, nor a row made of it
                for (double[] tested : given.toRows()) {
                    assertThat(Arrays.stream(rows.rows().toRows()).noneMatch(row -> Arrays.equals(row, tested)))
                            .isTrue();
                }
                return new double[given.size()][3];
            };
        };

        OutOfFold.probabilities(Resampling.over().before(spy, 1), UNEVEN, 1);

        assertThat(learnt).hasSize(5).allMatch(rows -> rows.counts()[0] == rows.counts()[1]);
    }

    @Test
    void the_same_seed_changes_the_same_rows() {
        for (Resampling each : List.of(Resampling.smote(), Resampling.borderlineSmote(2), Resampling.under())) {
            assertThat(each.apply(UNEVEN, new Random(4)).rows().toRows())
                    .isDeepEqualTo(each.apply(UNEVEN, new Random(4)).rows().toRows());
        }
    }

    private static LabelledVectors changed(Resampling resampling) {
        return resampling.apply(UNEVEN, new Random(1));
    }

    private static List<Integer> leftOut(Resampling resampling) {
        double[][] kept = changed(resampling).rows().toRows();
        return IntStream.range(0, 34)
                .filter(row -> Arrays.stream(kept).noneMatch(each -> Arrays.equals(each, ROWS[row])))
                .boxed()
                .toList();
    }

    private static boolean liesBetween(double[] made, int from, int to) {
        return IntStream.range(from, to)
                .anyMatch(one -> IntStream.range(from, to).anyMatch(other -> isOnLine(made, ROWS[one], ROWS[other])));
    }

    private static boolean onARay(double[] made, int from) {
        return IntStream.range(24, 34).anyMatch(other -> isOnLine(made, ROWS[from], ROWS[other]));
    }

    private static boolean isOnLine(double[] made, double[] from, double[] to) {
        double length = Math.hypot(to[0] - from[0], to[1] - from[1]);
        double there = Math.hypot(made[0] - from[0], made[1] - from[1]);
        double left = Math.hypot(made[0] - to[0], made[1] - to[1]);
        return Math.abs(there + left - length) < 1e-9;
    }
}

package dev.graft.learning.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LearnersTest {

    private static final Offset<Double> NEAR = within(2e-3);

    private static final FeatureVectors NINE = FeatureVectors.of(
            new double[][] {{0, 0}, {1, 0.5}, {0.2, 1}, {3, 3}, {2.5, 1.5}, {4, 0.5}, {0, 4}, {1, 5}, {-1, 3.5}});

    private static final LabelledVectors THREE_CLASSES =
            new LabelledVectors(NINE, new int[] {0, 0, 0, 1, 1, 1, 2, 2, 2}, 3);

    static Stream<Learner> learners() {
        return Stream.of(
                new LinearSvm(1),
                new LogisticRegression(1),
                new NearestNeighbours(3),
                DecisionTree.ofDepth(5),
                RandomForest.of(20, 2, 1),
                new GradientBoosting(20, 0.3, 3, 1, 1));
    }

    /** By scikit-learn's LinearSVC(C=1, tol=1e-12); dense rows take our own solver, sparse ones liblinear's. */
    @Test
    void a_support_vector_machine_finds_scikit_learns_planes() {
        double[][] expected = {{-0.40586359, -0.65748181}, {0.73840572, -0.13500271}, {-0.45724244, 0.44853564}};
        for (LabelledVectors rows : List.of(THREE_CLASSES, sparse(THREE_CLASSES))) {
            LinearModel model = new LinearSvm(1).fit(rows);

            for (int each = 0; each < 3; each++) {
                assertThat(model.weights()[each]).containsExactly(expected[each], NEAR);
            }
            assertThat(model.bias()).containsExactly(new double[] {1.14939249, -0.95395296, -0.89282639}, NEAR);
        }
    }

    /** By scikit-learn's LogisticRegression(C=1, solver="liblinear", tol=1e-12). */
    @Test
    void a_logistic_regression_finds_scikit_learns_plane_and_probabilities() {
        LabelledVectors two = new LabelledVectors(NINE.rows(0, 1, 2, 3, 4, 5), new int[] {0, 0, 0, 1, 1, 1}, 2);

        LinearModel model = new LogisticRegression(1).fit(two);

        assertThat(model.weights()[1]).containsExactly(new double[] {0.73754808, 0.13797189}, within(2e-2));
        assertThat(model.probabilities(FeatureVectors.of(new double[] {1.5, 1}))[0])
                .containsExactly(new double[] {0.3823322, 0.6176678}, within(5e-3));
    }

    @Test
    void a_row_of_twice_the_weight_counts_as_two_rows() {
        LabelledVectors doubled = THREE_CLASSES.rows(0, 1, 2, 3, 4, 5, 6, 7, 8, 6, 7, 8);
        LabelledVectors weighed = THREE_CLASSES.withWeights(1, 1, 1, 1, 1, 1, 2, 2, 2);

        for (LabelledVectors rows : List.of(weighed, sparse(weighed))) {
            LinearModel model = new LinearSvm(1).fit(rows);
            assertThat(model.weights()[2])
                    .containsExactly(new LinearSvm(1).fit(doubled).weights()[2], NEAR);
        }
        LabelledVectors uneven = THREE_CLASSES.withWeights(1, 2, 1, 1, 1, 1, 1, 1, 1);
        assertThatThrownBy(() -> new LinearSvm(1).fit(uneven)).hasMessageContaining("draw rows by their weight");
    }

    @Test
    void the_nearest_rows_vote_and_the_nearest_of_all_settles_a_tie() {
        LabelledVectors line = new LabelledVectors(
                FeatureVectors.of(new double[][] {{0}, {1}, {2.1}, {3}}), new int[] {0, 1, 0, 1}, 2);

        double[][] one = new NearestNeighbours(1).fit(line).probabilities(FeatureVectors.of(new double[] {1.4}));
        int[] tied = new NearestNeighbours(2).fit(line).answers(FeatureVectors.of(new double[][] {{1.4}, {1.7}}));
        int[] same = new NearestNeighbours(1).fit(line).answers(FeatureVectors.of(new double[] {0.5}));

        assertThat(one[0]).containsExactly(0, 1);
        assertThat(tied).containsExactly(1, 0);
        assertThat(same).as("of equally near rows the earlier").containsExactly(0);
    }

    @ParameterizedTest
    @MethodSource("learners")
    void each_learner_tells_classes_apart_with_probabilities_of_sum_1(Learner learner) {
        LabelledVectors train = blobs(150, 1);
        LabelledVectors test = blobs(90, 2);

        for (LabelledVectors rows : List.of(train, sparse(train))) {
            Classifier classifier = learner.fit(rows);

            assertThat(classifier.accuracy(test.rows(), test.classes())).isGreaterThan(0.9);
            for (double[] shares : classifier.probabilities(test.rows())) {
                assertThat(shares).hasSize(4);
                assertThat(Arrays.stream(shares).sum()).isCloseTo(1, within(1e-9));
                assertThat(shares[3]).as("a class without rows").isCloseTo(0, within(0.05));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("learners")
    void the_same_rows_give_the_same_classifier(Learner learner) {
        LabelledVectors rows = blobs(60, 1);

        double[][] first = learner.fit(rows).probabilities(rows.rows());

        assertThat(learner.fit(rows).probabilities(rows.rows())).isDeepEqualTo(first);
    }

    @ParameterizedTest
    @MethodSource("learners")
    void rows_of_a_single_class_and_rows_of_zeros_are_borne(Learner learner) {
        LabelledVectors single = new LabelledVectors(NINE, new int[] {1, 1, 1, 1, 1, 1, 1, 1, 1}, 3);
        LabelledVectors zeros = new LabelledVectors(FeatureVectors.of(new double[4][2]), new int[] {0, 1, 1, 1}, 2);

        assertThat(learner.fit(single).answers(NINE)).containsOnly(1);
        assertThat(Arrays.stream(learner.fit(zeros).probabilities(zeros.rows())[0]))
                .allMatch(Double::isFinite);
    }

    @Test
    void trees_learn_what_no_plane_can() {
        Random random = new Random(5);
        double[][] rows = new double[400][2];
        int[] classes = new int[400];
        for (int row = 0; row < 400; row++) {
            rows[row] = new double[] {random.nextDouble() - 0.5, random.nextDouble() - 0.5};
            classes[row] = rows[row][0] * rows[row][1] > 0 ? 1 : 0;
        }
        LabelledVectors crossed = new LabelledVectors(FeatureVectors.of(rows), classes, 2);

        assertThat(new LinearSvm(1).fit(crossed).accuracy(crossed.rows(), classes))
                .isLessThan(0.65);
        assertThat(RandomForest.of(30, 2, 1).fit(crossed).accuracy(crossed.rows(), classes))
                .isGreaterThan(0.95);
        assertThat(new GradientBoosting(40, 0.3, 3, 1, 1).fit(crossed).accuracy(crossed.rows(), classes))
                .isGreaterThan(0.95);
    }

    @Test
    void a_choice_takes_the_learner_that_held_out_rows_prefer() {
        LabelledVectors rows = blobs(90, 1);
        Learner wrong = any -> given -> {
            double[][] shares = new double[given.size()][4];
            Arrays.stream(shares).forEach(row -> row[0] = 1);
            return shares;
        };

        CrossValidated choice = new CrossValidated(List.of(wrong, new LinearSvm(1)), 3, 2, 1);

        assertThat(choice.chosen(rows)).isEqualTo(new LinearSvm(1));
        assertThatThrownBy(() -> new CrossValidated(List.of(), 3, 1, 1)).hasMessageContaining("learner");
    }

    @Test
    void settings_without_sense_are_refused() {
        assertThatThrownBy(() -> new LinearSvm(0)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> new NearestNeighbours(0)).hasMessageContaining("neighbour");
        assertThatThrownBy(() -> DecisionTree.ofDepth(0)).hasMessageContaining("depth");
        assertThatThrownBy(() -> new GradientBoosting(0, 0.1, 3, 1, 1)).hasMessageContaining("rounds");
        LinearModel model = new LinearSvm(1).fit(THREE_CLASSES);
        FeatureVectors wide = FeatureVectors.of(new double[1][3]);
        assertThatThrownBy(() -> model.answers(wide)).hasMessageContaining("reads 2 features, not 3");
    }

    private static LabelledVectors blobs(int count, long seed) {
        Random random = new Random(seed);
        double[][] rows = new double[count][2];
        for (int row = 0; row < count; row++) {
            rows[row][0] = random.nextGaussian() + (row % 3 == 1 ? 6 : 0);
            rows[row][1] = random.nextGaussian() + (row % 3 == 2 ? 6 : 0);
        }
        return new LabelledVectors(
                FeatureVectors.of(rows),
                IntStream.range(0, count).map(row -> row % 3).toArray(),
                4);
    }

    private static LabelledVectors sparse(LabelledVectors rows) {
        List<int[]> columns = new ArrayList<>();
        List<double[]> values = new ArrayList<>();
        for (double[] row : rows.rows().toRows()) {
            columns.add(IntStream.range(0, row.length).toArray());
            values.add(row);
        }
        return new LabelledVectors(
                FeatureVectors.sparse(rows.rows().width(), columns, values),
                rows.classes(),
                rows.count(),
                rows.weights());
    }
}

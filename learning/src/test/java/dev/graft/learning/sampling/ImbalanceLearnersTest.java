package dev.graft.learning.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.graft.learning.classic.Classifier;
import dev.graft.learning.classic.DecisionTree;
import dev.graft.learning.classic.FeatureVectors;
import dev.graft.learning.classic.LabelledVectors;
import dev.graft.learning.classic.Learner;
import dev.graft.learning.classic.LogisticRegression;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImbalanceLearnersTest {

    private static final Learner REGRESSION = new LogisticRegression(1);

    private final LabelledVectors train = rows(1_000, 0.05, 1.5, 1);
    private final LabelledVectors test = rows(2_000, 0.05, 1.5, 2);

    @ParameterizedTest
    @EnumSource(value = Remedy.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void each_remedy_finds_more_of_the_rare_class(Remedy remedy) {
        double plain = merit(REGRESSION);

        assertThat(plain).isLessThan(0.65);
        assertThat(merit(remedy.around(REGRESSION, 1))).isGreaterThan(plain + 0.1);
    }

    @Test
    void class_weights_make_classes_weigh_the_same_with_a_mean_of_1() {
        double[][] seen = new double[1][];
        Learner spy = rows -> {
            seen[0] = rows.weights();
            return REGRESSION.fit(rows);
        };

        new ClassWeights(spy)
                .fit(new LabelledVectors(FeatureVectors.of(new double[6][1]), new int[] {0, 0, 0, 0, 0, 2}, 4));

        assertThat(seen[0]).containsExactly(new double[] {0.6, 0.6, 0.6, 0.6, 0.6, 3}, within(1e-12));
    }

    @Test
    void boosted_stumps_learn_what_a_stump_cannot() {
        LabelledVectors ring = ring(400, 3);
        Learner stump = DecisionTree.ofDepth(1);

        double alone = stump.fit(ring).accuracy(ring.rows(), ring.classes());
        double boosted = new AdaBoost(stump, 60, false, 1).fit(ring).accuracy(ring.rows(), ring.classes());

        assertThat(alone).isLessThan(0.8);
        assertThat(boosted).isGreaterThan(0.93);
    }

    @Test
    void boosting_on_equal_classes_finds_more_of_the_rare_one() {
        Learner tree = DecisionTree.ofDepth(2);

        double plain = merit(new AdaBoost(tree, 20, false, 1));

        assertThat(merit(new AdaBoost(tree, 20, true, 1))).isGreaterThan(plain + 0.1);
    }

    @Test
    void boosting_ends_with_a_classifier_that_is_right_and_bears_one_that_is_no_better_than_chance() {
        LabelledVectors easy = new LabelledVectors(
                FeatureVectors.of(new double[][] {{0}, {0}, {0}, {5}, {5}, {5}}), new int[] {0, 0, 0, 1, 1, 1}, 2);
        LabelledVectors noise =
                new LabelledVectors(FeatureVectors.of(new double[6][1]), new int[] {0, 1, 0, 1, 0, 1}, 2);

        assertThat(new AdaBoost(DecisionTree.ofDepth(1), 50, false, 1).fit(easy).answers(easy.rows()))
                .isEqualTo(easy.classes());
        for (double[] shares :
                new AdaBoost(DecisionTree.ofDepth(1), 50, false, 1).fit(noise).probabilities(noise.rows())) {
            assertThat(Arrays.stream(shares).sum()).isCloseTo(1, within(1e-9));
        }
        assertThatThrownBy(() -> new AdaBoost(REGRESSION, 0, false, 1)).hasMessageContaining("rounds");
    }

    @Test
    void a_moved_threshold_raises_the_merit_that_it_was_moved_for() {
        double plain = merit(REGRESSION);

        assertThat(merit(new ThresholdMoving(REGRESSION, Merit.BALANCED_ACCURACY, 1)))
                .isGreaterThan(plain + 0.1);
        Classifier moved = new ThresholdMoving(REGRESSION, Merit.MACRO_F1, 1).fit(train);
        double f1 = Merit.MACRO_F1.of(moved.answers(test.rows()), test.classes(), 2);
        assertThat(f1).isGreaterThan(Merit.MACRO_F1.of(REGRESSION.fit(train).answers(test.rows()), test.classes(), 2));
        assertThat(Arrays.stream(moved.probabilities(test.rows())[0]).sum()).isCloseTo(1, within(1e-9));
    }

    @Test
    void thresholds_of_several_classes_are_moved_one_after_the_other() {
        Random random = new Random(3);
        double[][] rows = new double[600][2];
        int[] classes = IntStream.range(0, 600)
                .map(row -> row < 20 ? 1 : row < 60 ? 2 : 0)
                .toArray();
        for (int row = 0; row < 600; row++) {
            rows[row][0] = random.nextGaussian() + (classes[row] == 1 ? 2 : 0);
            rows[row][1] = random.nextGaussian() + (classes[row] == 2 ? 2 : 0);
        }
        LabelledVectors three = new LabelledVectors(FeatureVectors.of(rows), classes, 3);

        int[] plain = REGRESSION.fit(three).answers(three.rows());
        int[] moved = new ThresholdMoving(REGRESSION, Merit.BALANCED_ACCURACY, 1)
                .fit(three)
                .answers(three.rows());

        assertThat(Merit.BALANCED_ACCURACY.of(moved, classes, 3))
                .isGreaterThan(Merit.BALANCED_ACCURACY.of(plain, classes, 3) + 0.1);
    }

    @Test
    void advice_keeps_a_remedy_that_helps_and_refuses_one_that_hurts() {
        RemedyAdvice helps = RemedyAdvice.of(train, REGRESSION, Merit.BALANCED_ACCURACY, 1);
        // far apart: nothing is missed without a remedy, and F1 only loses by it
        RemedyAdvice hurts = RemedyAdvice.of(rows(1_000, 0.05, 6, 1), REGRESSION, Merit.MACRO_F1, 1);
        RemedyAdvice even = RemedyAdvice.of(rows(200, 0.4, 1, 1), REGRESSION, Merit.MACRO_F1, 1);

        assertThat(helps.kept()).isEqualTo(Remedy.SMOTE);
        assertThat(helps.with()).isGreaterThan(helps.plain());
        assertThat(hurts.recommended()).isEqualTo(Remedy.SMOTE);
        assertThat(hurts.kept()).isEqualTo(Remedy.NONE);
        assertThat(hurts.reason()).endsWith("so it is refused");
        assertThat(even.recommended()).isEqualTo(Remedy.NONE);
    }

    @Test
    void advice_depends_on_how_many_rows_the_rare_class_has() {
        assertThat(RemedyAdvice.of(rows(100, 0.06, 2, 1), REGRESSION, Merit.BALANCED_ACCURACY, 1)
                        .recommended())
                .isEqualTo(Remedy.CLASS_WEIGHTS);
        assertThat(RemedyAdvice.of(rows(6_000, 0.04, 1, 1), REGRESSION, Merit.BALANCED_ACCURACY, 1)
                        .recommended())
                .isEqualTo(Remedy.BALANCED_BAGGING);
    }

    @Test
    void merits_are_means_over_classes_that_occur() {
        int[] truth = {0, 0, 0, 0, 1, 1};
        int[] answers = {0, 0, 0, 1, 1, 2};

        assertThat(Merit.BALANCED_ACCURACY.of(answers, truth, 4)).isCloseTo((0.75 + 0.5) / 2, within(1e-12));
        assertThat(Merit.MACRO_F1.of(answers, truth, 4)).isCloseTo((6.0 / 7 + 2.0 / 4) / 2, within(1e-12));
    }

    private double merit(Learner learner) {
        return Merit.BALANCED_ACCURACY.of(learner.fit(train).answers(test.rows()), test.classes(), 2);
    }

    private static LabelledVectors rows(int count, double share, double apart, long seed) {
        Random random = new Random(seed);
        double[][] rows = new double[count][2];
        int[] classes = IntStream.range(0, count)
                .map(row -> row < count * share ? 1 : 0)
                .toArray();
        for (int row = 0; row < count; row++) {
            rows[row][0] = random.nextGaussian() + (classes[row] == 1 ? apart : 0);
            rows[row][1] = random.nextGaussian() + (classes[row] == 1 ? apart : 0);
        }
        return new LabelledVectors(FeatureVectors.of(rows), classes, 2);
    }

    private static LabelledVectors ring(int count, long seed) {
        Random random = new Random(seed);
        double[][] rows = new double[count][2];
        int[] classes = new int[count];
        for (int row = 0; row < count; row++) {
            rows[row] = new double[] {2 * random.nextDouble() - 1, 2 * random.nextDouble() - 1};
            classes[row] = Math.hypot(rows[row][0], rows[row][1]) < 0.75 ? 1 : 0;
        }
        return new LabelledVectors(FeatureVectors.of(rows), classes, 2);
    }
}

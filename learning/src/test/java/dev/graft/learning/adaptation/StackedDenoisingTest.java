package dev.graft.learning.adaptation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.graft.learning.classic.FeatureVectors;
import dev.graft.learning.classic.LabelledVectors;
import dev.graft.learning.classic.LinearSvm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StackedDenoisingTest {

    private static final int[] ALL = {0, 1, 2};

    private static final FeatureVectors ROWS = FeatureVectors.of(
            new double[] {1, 0, 2}, new double[] {0, 1, 1}, new double[] {1, 1, 0}, new double[] {2, 0, 1});

    /** By NumPy from the formula of the paper, a noise of 0.4 and a ridge of 1e-5; rows are inputs, the last one the bias. */
    private static final double[][] EXPECTED = {
        {0.462965679, -0.185183285, -0.092587304},
        {-0.555542138, 0.555552555, -0.555542138},
        {-0.092587304, -0.185183285, 0.462965679}
    };

    @Test
    void a_map_is_the_one_of_the_papers_formula() {
        DenoisingMap map = DenoisingMap.fit(ROWS, ALL, ALL, 0.4);

        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                assertThat(map.matrix().get(i, j)).isCloseTo(EXPECTED[i][j], within(1e-8));
            }
        }
        assertThat(map.bias()).containsExactly(new double[] {0.944433256, 0.555552786, 0.944433256}, within(1e-8));
    }

    @Test
    void sparse_rows_give_the_map_of_the_same_dense_ones() {
        DenoisingMap dense = DenoisingMap.fit(ROWS, new int[] {0, 2}, new int[] {1, 2}, 0.3);
        DenoisingMap sparse = DenoisingMap.fit(sparse(ROWS), new int[] {0, 2}, new int[] {1, 2}, 0.3);

        assertThat(sparse.matrix().data).containsExactly(dense.matrix().data, within(1e-12));
        assertThat(sparse.bias()).containsExactly(dense.bias(), within(1e-12));
        assertThat(dense.matrix().get(1, 0)).as("a feature that is not read").isZero();
    }

    @Test
    void words_of_the_target_alone_are_understood_through_words_that_both_domains_have() {
        // words 4 to 9 say the class in both domains, 2 and 3 in the target alone
        DomainPair pair = new DomainPair(
                new LabelledVectors(texts(400, false, true, 7), truth(400), 2), texts(400, true, true, 8));
        FeatureVectors onlyOwn = texts(100, true, false, 9);
        LinearSvm svm = new LinearSvm(0.1);

        double plain = accuracy(FeatureAdaptation.NONE, svm, pair, onlyOwn);
        double restored = accuracy(new StackedDenoising(0.5, 1, 100, 1), svm, pair, onlyOwn);

        assertThat(plain).isEqualTo(0.5);
        assertThat(restored).isGreaterThan(0.95);
    }

    @Test
    void layers_stand_beside_the_features_that_came_in() {
        FeatureVectors rows = texts(50, true, true, 1);
        DomainPair pair = new DomainPair(new LabelledVectors(texts(50, false, true, 2), truth(50), 2), rows);

        FeatureVectors all =
                new StackedDenoising(0.5, 3, 2, 1).fit(pair).target().apply(rows);

        assertThat(all.width()).isEqualTo(10 + 3 * 2);
        assertThat(all.size()).isEqualTo(rows.size());
        for (int row = 0; row < 5; row++) {
            assertThat(Arrays.copyOf(all.row(row), 10)).isEqualTo(rows.row(row));
        }
    }

    @Test
    void settings_without_sense_are_refused() {
        assertThatThrownBy(() -> new StackedDenoising(1, 1, 1, 1)).hasMessageContaining("noise");
        assertThatThrownBy(() -> new StackedDenoising(0.5, 0, 1, 1)).hasMessageContaining("layers");
    }

    private static double accuracy(FeatureAdaptation adaptation, LinearSvm svm, DomainPair pair, FeatureVectors rows) {
        int[] answers = new AdaptThenLearn(adaptation, svm).fit(pair).targetAnswers(rows);
        return IntStream.range(0, answers.length)
                        .filter(row -> answers[row] == row % 2)
                        .count()
                / (double) answers.length;
    }

    private static int[] truth(int rows) {
        return IntStream.range(0, rows).map(row -> row % 2).toArray();
    }

    /** Texts of the classes 0, 1, 0, 1 and so on; shared words are right in four of five. */
    private static FeatureVectors texts(int count, boolean own, boolean shared, long seed) {
        Random random = new Random(seed);
        double[][] rows = new double[count][10];
        for (int row = 0; row < count; row++) {
            rows[row][2 + row % 2] = own ? 1 : 0;
            for (int pair = 0; pair < 3 && shared; pair++) {
                rows[row][4 + 2 * pair + (random.nextDouble() < 0.8 ? row % 2 : 1 - row % 2)] = 1;
            }
        }
        return sparse(FeatureVectors.of(rows));
    }

    private static FeatureVectors sparse(FeatureVectors dense) {
        List<int[]> columns = new ArrayList<>();
        List<double[]> values = new ArrayList<>();
        for (double[] row : dense.toRows()) {
            int[] own = IntStream.range(0, row.length).filter(i -> row[i] != 0).toArray();
            columns.add(own);
            values.add(IntStream.of(own).mapToDouble(i -> row[i]).toArray());
        }
        return FeatureVectors.sparse(dense.width(), columns, values);
    }
}

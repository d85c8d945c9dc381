package dev.graft.learning.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureVectorsTest {

    private static final double[][] ROWS = {{0, 2, 0, -1, 5}, {0, 0, 0, 0, 0}, {3, 0, 4, 0, 0}};

    private final FeatureVectors dense = FeatureVectors.of(ROWS);
    private final FeatureVectors sparse = FeatureVectors.sparse(
            5,
            List.of(new int[] {1, 3, 4}, new int[0], new int[] {0, 2}),
            List.of(new double[] {2, -1, 5}, new double[0], new double[] {3, 4}));

    @Test
    void sparse_and_dense_rows_are_the_same_rows() {
        double[] other = {1, 1, 2, 0.5, -1};
        for (FeatureVectors vectors : List.of(dense, sparse)) {
            assertThat(vectors.toRows()).isDeepEqualTo(ROWS);
            assertThat(vectors.rows(2, 0, 2).toRows()).isDeepEqualTo(new double[][] {ROWS[2], ROWS[0], ROWS[2]});
            assertThat(vectors.and(dense).size()).isEqualTo(6);
            assertThat(vectors.and(sparse).row(3)).isEqualTo(ROWS[0]);
            assertThat(vectors.beside(sparse).row(2)).containsExactly(3, 0, 4, 0, 0, 3, 0, 4, 0, 0);
            assertThat(vectors.beside(dense).width()).isEqualTo(10);
            assertThat(vectors.dot(0, other)).isEqualTo(2 - 0.5 - 5);
            assertThat(vectors.squaredDistance(0, other, 7.25)).isCloseTo(1 + 1 + 4 + 2.25 + 36, within(1e-12));
            assertThat(vectors.unitLength().row(2)).containsExactly(0.6, 0, 0.8, 0, 0);
            assertThat(vectors.unitLength().row(1)).containsOnly(0);
            assertThat(vectors.unitSum().row(0)).containsExactly(0, 0.25, 0, -0.125, 0.625);
        }
    }

    @Test
    void what_are_no_rows_of_numbers_is_refused() {
        assertThatThrownBy(() -> FeatureVectors.of(new double[] {1}, new double[] {1, 2}))
                .hasMessageContaining("others");
        assertThatThrownBy(() -> FeatureVectors.of(new double[] {Double.NaN})).hasMessageContaining("finite");
        assertThatThrownBy(() -> FeatureVectors.sparse(3, List.of(new int[] {2, 1}), List.of(new double[] {1, 1})))
                .hasMessageContaining("ascend");
        assertThatThrownBy(() -> FeatureVectors.sparse(3, List.of(new int[] {3}), List.of(new double[] {1})))
                .hasMessageContaining("below 3");
    }
}

package dev.graft.learning.adaptation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeadingEigenpairsTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 128, 129, 300})
    void finds_the_largest_pairs_of_a_symmetric_matrix(int size) {
        DMatrixRMaj half = RandomMatrices_DDRM.rectangle(size, size, -1, 1, new Random(size));
        DMatrixRMaj matrix = CommonOps_DDRM.multTransA(half, half, new DMatrixRMaj(size, size));
        LeadingEigenpairs whole = LeadingEigenpairs.symmetric(matrix.copy(), size);
        int wanted = Math.min(12, size);

        LeadingEigenpairs found = LeadingEigenpairs.of(vector -> RowMath.product(matrix, vector), size, wanted, 1);

        assertThat(found.values()).hasSize(wanted);
        for (int i = 0; i < wanted; i++) {
            assertThat(found.values()[i]).isCloseTo(whole.values()[i], within(1e-8 * whole.values()[0]));
            double[] image = RowMath.product(matrix, found.vectors()[i]);
            RowMath.addTo(image, -found.values()[i], found.vectors()[i]);
            assertThat(Math.sqrt(RowMath.dot(image, image))).isLessThan(1e-6 * whole.values()[0]);
            for (int j = 0; j <= i; j++) {
                assertThat(RowMath.dot(found.vectors()[i], found.vectors()[j])).isCloseTo(i == j ? 1 : 0, within(1e-9));
            }
        }
    }

    @Test
    void finds_a_value_that_occurs_again_and_again() {
        // three distinct values: the basis closes after three steps and goes on from drawn vectors
        UnaryOperator<double[]> operator = vector -> {
            double[] image = vector.clone();
            Arrays.setAll(image, i -> vector[i] * (i < 5 ? 3 : i < 10 ? 2 : 0));
            return image;
        };

        LeadingEigenpairs found = LeadingEigenpairs.of(operator, 200, 8, 1);

        assertThat(found.values()[0]).isCloseTo(3, within(1e-9));
        assertThat(Arrays.stream(found.values()).filter(value -> value > 2.5).count())
                .isEqualTo(5);
        assertThat(Arrays.stream(found.values())
                        .filter(value -> Math.abs(value - 2) < 1e-6)
                        .count())
                .isEqualTo(3);
    }

    @Test
    void an_operator_of_zeros_has_zeros_and_directions() {
        LeadingEigenpairs found = LeadingEigenpairs.of(vector -> new double[vector.length], 200, 3, 1);

        assertThat(found.values()).containsOnly(0.0);
        assertThat(found.vectors()).hasDimensions(3, 200);
        assertThat(Arrays.stream(found.vectors()).flatMapToDouble(Arrays::stream))
                .allMatch(Double::isFinite);
    }
}

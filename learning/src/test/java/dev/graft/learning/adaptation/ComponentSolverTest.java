package dev.graft.learning.adaptation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComponentSolverTest {

    private static final double RIDGE = 0.3;

    /** Fewer rows than features, and more; with the scatter written out, and without. */
    @ParameterizedTest
    @CsvSource({"30,4,false", "30,4,true", "12,200,true", "90,150,true"})
    void its_directions_solve_the_generalised_problem_of_the_paper(int rows, int width, boolean guessed) {
        DomainPair pair = Domains.shifted(rows, width, 1, 1);
        Discrepancy discrepancy = Discrepancy.of(pair, guessed ? Domains.truth(rows) : null);
        DMatrixRMaj all = RowMath.matrix(pair.union());

        DMatrixRMaj directions = new ComponentSolver(all).solve(discrepancy, RIDGE, 3);

        double before = Double.POSITIVE_INFINITY;
        for (int j = 0; j < directions.numCols; j++) {
            double[] a = new double[width];
            for (int i = 0; i < width; i++) {
                a[i] = directions.get(i, j);
            }
            double[] left = scattered(all, a);
            double[] right = met(all, discrepancy, a);
            double value = RowMath.dot(left, a) / RowMath.dot(right, a);
            RowMath.addTo(left, -value, right);

            assertThat(RowMath.dot(a, a)).isCloseTo(1, within(1e-9));
            assertThat(Math.sqrt(RowMath.dot(left, left))).isLessThan(1e-6 * value);
            assertThat(value).isLessThanOrEqualTo(before);
            before = value;
        }
    }

    /** XᵀHX a. */
    private static double[] scattered(DMatrixRMaj rows, double[] a) {
        double[] heights = RowMath.product(rows, a);
        double mean = 0;
        for (double height : heights) {
            mean += height / heights.length;
        }
        for (int i = 0; i < heights.length; i++) {
            heights[i] -= mean;
        }
        return RowMath.transposedProduct(rows, heights);
    }

    /** (XᵀMX + λI) a. */
    private static double[] met(DMatrixRMaj rows, Discrepancy discrepancy, double[] a) {
        double[] heights = RowMath.product(rows, a);
        double[] seen = new double[heights.length];
        for (double[] difference : discrepancy.weights()) {
            RowMath.addTo(seen, RowMath.dot(difference, heights), difference);
        }
        double[] result = RowMath.transposedProduct(rows, seen);
        RowMath.addTo(result, RIDGE, a);
        return result;
    }
}

package dev.graft.learning.adaptation;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Directions in which all rows vary most and the domains' means differ least: the leading vectors a of
 * {@code XᵀHX a = φ (XᵀMX + λI) a}, with X the rows {@code (rows, width)}, H the centring and M a {@link Discrepancy}.
 *
 * <p>M has few factors, so {@code XᵀMX + λI = λI + FFᵀ} with a thin F, whose inverse root is
 * {@code (I − U diag(1 − √(λ / (λ + σ²))) Uᵀ) / √λ} by the singular vectors U of F: no matrix of the size of the rows is
 * inverted, and the problem becomes a symmetric one, of which only the leading vectors are computed.
 */
final class ComponentSolver {

    private static final long SEED = 1;

    private final DMatrixRMaj rows;
    private final double[] mean;
    /** XᵀHX where that is smaller than the rows. */
    private final DMatrixRMaj scatter;

    ComponentSolver(DMatrixRMaj rows) {
        this.rows = rows;
        this.mean = new double[rows.numCols];
        DMatrixRMaj sums = CommonOps_DDRM.sumCols(rows, null);
        Arrays.setAll(mean, i -> sums.data[i] / rows.numRows);
        this.scatter =
                rows.numCols < 2 * rows.numRows && rows.numCols <= 2_000 ? scatter(rows, mean) : new DMatrixRMaj(0, 0);
    }

    /**
     * The directions as columns of length 1 {@code (width, components)}.
     *
     * @param ridge λ, above 0
     */
    DMatrixRMaj solve(Discrepancy discrepancy, double ridge, int components) {
        double[][] thin = factors(discrepancy);
        LeadingEigenpairs small = LeadingEigenpairs.symmetric(gram(thin), thin.length);
        double[][] directions = new double[thin.length][rows.numCols];
        double[] shrinks = new double[thin.length];
        for (int i = 0; i < thin.length; i++) {
            double squared = Math.max(0, small.values()[i]);
            if (squared > 1e-14 * small.values()[0]) {
                for (int j = 0; j < thin.length; j++) {
                    RowMath.addTo(directions[i], small.vectors()[i][j] / Math.sqrt(squared), thin[j]);
                }
                shrinks[i] = 1 - Math.sqrt(ridge / (ridge + squared));
            }
        }
        UnaryOperator<double[]> inverseRoot = vector -> {
            double[] result = vector.clone();
            for (int i = 0; i < directions.length; i++) {
                RowMath.addTo(result, -shrinks[i] * RowMath.dot(directions[i], vector), directions[i]);
            }
            return result;
        };
        LeadingEigenpairs found = LeadingEigenpairs.of(
                vector -> inverseRoot.apply(scattered(inverseRoot.apply(vector))), rows.numCols, components, SEED);
        DMatrixRMaj columns = new DMatrixRMaj(rows.numCols, found.values().length);
        for (int j = 0; j < columns.numCols; j++) {
            double[] direction = inverseRoot.apply(found.vectors()[j]);
            double length = Math.sqrt(RowMath.dot(direction, direction));
            for (int i = 0; i < columns.numRows; i++) {
                columns.set(i, j, direction[i] / length);
            }
        }
        return columns;
    }

    /** The columns of F, one a difference. */
    private double[][] factors(Discrepancy discrepancy) {
        return Arrays.stream(discrepancy.weights())
                .map(weights -> RowMath.transposedProduct(rows, weights))
                .toArray(double[][]::new);
    }

    private static DMatrixRMaj gram(double[]... vectors) {
        DMatrixRMaj gram = new DMatrixRMaj(vectors.length, vectors.length);
        for (int i = 0; i < vectors.length; i++) {
            for (int j = 0; j < vectors.length; j++) {
                gram.set(i, j, RowMath.dot(vectors[i], vectors[j]));
            }
        }
        return gram;
    }

    private double[] scattered(double[] vector) {
        if (scatter.numRows > 0) {
            return RowMath.product(scatter, vector);
        }
        double[] heights = RowMath.product(rows, vector);
        double shift = RowMath.dot(mean, vector);
        double sum = 0;
        for (int i = 0; i < heights.length; i++) {
            heights[i] -= shift;
            sum += heights[i];
        }
        double[] result = RowMath.transposedProduct(rows, heights);
        RowMath.addTo(result, -sum, mean);
        return result;
    }

    private static DMatrixRMaj scatter(DMatrixRMaj rows, double[] mean) {
        DMatrixRMaj centred = rows.copy();
        for (int i = 0; i < rows.numRows; i++) {
            for (int j = 0; j < rows.numCols; j++) {
                centred.data[i * rows.numCols + j] -= mean[j];
            }
        }
        return RowMath.scatter(centred);
    }
}

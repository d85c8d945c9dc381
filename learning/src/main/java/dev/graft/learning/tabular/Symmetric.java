package dev.graft.learning.tabular;

import java.util.Comparator;
import java.util.Objects;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The eigenvalues of a symmetric matrix, from the largest on, with their vectors of length 1.
 *
 * @param values below 0 by rounding at most, of a covariance
 * @param vectors one a value
 */
record Symmetric(double[] values, double[][] vectors) {

    /** The largest side of a matrix that is taken apart: about a minute and 160 MB. */
    static final int LARGEST = 2_000;

    /** @throws IllegalArgumentException where the matrix is too large, or the decomposition does not converge */
    static Symmetric of(String step, DMatrixRMaj matrix) {
        if (matrix.numRows > LARGEST) {
            throw new IllegalArgumentException(step + " takes matrices of " + LARGEST + " columns at most, not "
                    + matrix.numRows + "; remedy: select-mutual-information@1(keep=" + LARGEST + ") or less before it");
        }
        FittedNumbers.requireFinite(step + ": the covariance", matrix.data);
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(matrix.numRows, true, true);
        if (!eigen.decompose(matrix.copy())) {
            throw new IllegalArgumentException(step + ": the columns' covariance has no eigenvalues to be found");
        }
        int[] order = IntStream.range(0, matrix.numRows)
                .boxed()
                .sorted(Comparator.comparingDouble(
                                (Integer i) -> eigen.getEigenvalue(i).getReal())
                        .reversed())
                .mapToInt(i -> i)
                .toArray();
        double[] values = new double[order.length];
        double[][] vectors = new double[order.length][];
        for (int i = 0; i < order.length; i++) {
            values[i] = eigen.getEigenvalue(order[i]).getReal();
            vectors[i] =
                    Objects.requireNonNull(eigen.getEigenVector(order[i])).data.clone();
        }
        return new Symmetric(values, vectors);
    }

    /** The matrix to a power; its eigenvalues must be above 0 where that is negative. */
    DMatrixRMaj power(double exponent) {
        int side = values.length;
        DMatrixRMaj scaled = new DMatrixRMaj(side, side);
        DMatrixRMaj plain = new DMatrixRMaj(side, side);
        for (int i = 0; i < side; i++) {
            double factor = Math.pow(Math.max(0, values[i]), exponent);
            for (int j = 0; j < side; j++) {
                plain.set(i, j, vectors[i][j]);
                scaled.set(i, j, factor * vectors[i][j]);
            }
        }
        return CommonOps_DDRM.multTransA(plain, scaled, new DMatrixRMaj(side, side));
    }

    /** The covariance (n, n) of some rows about their mean, with their number less one as divisor. */
    static DMatrixRMaj covariance(DMatrixRMaj values, int[] rows, double[] mean) {
        DMatrixRMaj covariance = new DMatrixRMaj(mean.length, mean.length);
        CommonOps_DDRM.multInner(centred(values, rows, mean), covariance);
        CommonOps_DDRM.divide(covariance, Math.max(1, rows.length - 1));
        return covariance;
    }

    static DMatrixRMaj centred(DMatrixRMaj values, int[] rows, double[] mean) {
        DMatrixRMaj centred = new DMatrixRMaj(rows.length, mean.length);
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < mean.length; j++) {
                centred.set(i, j, values.get(rows[i], j) - mean[j]);
            }
        }
        return centred;
    }
}

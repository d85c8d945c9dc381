package dev.graft.learning.adaptation;

import dev.graft.learning.classic.FeatureVectors;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Rows as matrices. */
final class RowMath {

    private RowMath() {}

    static DMatrixRMaj matrix(FeatureVectors rows) {
        DMatrixRMaj matrix = new DMatrixRMaj(rows.size(), rows.width());
        for (int row = 0; row < rows.size(); row++) {
            System.arraycopy(rows.row(row), 0, matrix.data, row * rows.width(), rows.width());
        }
        return matrix;
    }

    static FeatureVectors rows(DMatrixRMaj matrix) {
        return FeatureVectors.dense(matrix.numCols, matrix.data);
    }

    /** Rows times a matrix {@code (width, outputs)}; zeros of sparse rows cost nothing. */
    static FeatureVectors times(FeatureVectors rows, DMatrixRMaj matrix) {
        if (rows.isDense()) {
            return rows(product(matrix(rows), matrix));
        }
        double[] product = new double[Math.multiplyExact(rows.size(), matrix.numCols)];
        for (int row = 0; row < rows.size(); row++) {
            int to = row * matrix.numCols;
            for (int place = rows.start(row); place < rows.start(row + 1); place++) {
                int from = rows.column(place) * matrix.numCols;
                double value = rows.value(place);
                for (int i = 0; i < matrix.numCols; i++) {
                    product[to + i] += value * matrix.data[from + i];
                }
            }
        }
        return FeatureVectors.dense(matrix.numCols, product);
    }

    static double[] mean(double[]... rows) {
        double[] mean = new double[rows[0].length];
        for (double[] row : rows) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += row[i];
            }
        }
        for (int i = 0; i < mean.length; i++) {
            mean[i] /= rows.length;
        }
        return mean;
    }

    static double dot(double[] one, double[] other) {
        return dot(one, 0, other);
    }

    /** Four sums at a time, which a processor adds up beside each other. */
    static double dot(double[] one, int from, double[] other) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 3 < other.length; i += 4) {
            a += one[from + i] * other[i];
            b += one[from + i + 1] * other[i + 1];
            c += one[from + i + 2] * other[i + 2];
            d += one[from + i + 3] * other[i + 3];
        }
        for (; i < other.length; i++) {
            a += one[from + i] * other[i];
        }
        return a + b + (c + d);
    }

    /** A matrix times a vector {@code (rows)}. */
    static double[] product(DMatrixRMaj matrix, double[] vector) {
        double[] product = new double[matrix.numRows];
        for (int row = 0; row < product.length; row++) {
            product[row] = dot(matrix.data, row * matrix.numCols, vector);
        }
        return product;
    }

    /** A transposed matrix times a vector {@code (columns)}. */
    static double[] transposedProduct(DMatrixRMaj matrix, double[] vector) {
        double[] product = new double[matrix.numCols];
        for (int row = 0; row < vector.length; row++) {
            int from = row * product.length;
            double factor = vector[row];
            for (int i = 0; i < product.length; i++) {
                product[i] += factor * matrix.data[from + i];
            }
        }
        return product;
    }

    /**
     * The product of two matrices, four rows at a time: each number of the right one is read for four, and what is written stays
     * near the processor; one row at a time would fetch all of the right one for each, where it is larger than the caches.
     */
    static DMatrixRMaj product(DMatrixRMaj left, DMatrixRMaj right) {
        int width = right.numCols;
        DMatrixRMaj product = new DMatrixRMaj(left.numRows, width);
        double[][] sums = new double[4][width];
        double[] from = new double[width];
        for (int row = 0; row < left.numRows; row += 4) {
            int count = Math.min(4, left.numRows - row);
            for (double[] sum : sums) {
                Arrays.fill(sum, 0);
            }
            for (int k = 0; k < left.numCols; k++) {
                System.arraycopy(right.data, k * width, from, 0, width);
                int at = row * left.numCols + k;
                addTo(
                        sums,
                        from,
                        left.data[at],
                        count > 1 ? left.data[at + left.numCols] : 0,
                        count > 2 ? left.data[at + 2 * left.numCols] : 0,
                        count > 3 ? left.data[at + 3 * left.numCols] : 0);
            }
            for (int i = 0; i < count; i++) {
                System.arraycopy(sums[i], 0, product.data, (row + i) * width, width);
            }
        }
        return product;
    }

    private static void addTo(double[][] sums, double[] from, double a, double b, double c, double d) {
        double[] first = sums[0];
        double[] second = sums[1];
        double[] third = sums[2];
        double[] fourth = sums[3];
        for (int i = 0; i < from.length; i++) {
            first[i] += a * from[i];
            second[i] += b * from[i];
            third[i] += c * from[i];
            fourth[i] += d * from[i];
        }
    }

    /** The columns' products {@code (width, width)}. */
    static DMatrixRMaj scatter(DMatrixRMaj rows) {
        return product(CommonOps_DDRM.transpose(rows, null), rows);
    }

    /** The squared distances of rows {@code (rows, others)}, 0 at least. */
    static DMatrixRMaj squaredDistances(DMatrixRMaj rows, DMatrixRMaj others) {
        DMatrixRMaj distances = product(rows, CommonOps_DDRM.transpose(others, null));
        double[] left = squaredLengths(rows);
        double[] right = squaredLengths(others);
        for (int i = 0; i < left.length; i++) {
            for (int j = 0; j < right.length; j++) {
                int at = i * right.length + j;
                distances.data[at] = Math.max(0, left[i] + right[j] - 2 * distances.data[at]);
            }
        }
        return distances;
    }

    private static double[] squaredLengths(DMatrixRMaj rows) {
        double[] lengths = new double[rows.numRows];
        for (int i = 0; i < rows.data.length; i++) {
            lengths[i / rows.numCols] += rows.data[i] * rows.data[i];
        }
        return lengths;
    }

    static void addTo(double[] sum, double factor, double[] other) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * other[i];
        }
    }
}

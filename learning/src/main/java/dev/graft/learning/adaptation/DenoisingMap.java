package dev.graft.learning.adaptation;

import dev.graft.learning.classic.FeatureVectors;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * The linear map W that minimises the expected squared error of restoring features from rows of which each feature is left
 * out with a probability p, the constant 1 beside them never: {@code W = E[P] E[Q]⁻¹} with, of the scatter S = XᵀX,
 * {@code E[Q]ᵢⱼ = Sᵢⱼ qᵢ qⱼ} beside its diagonal {@code Sᵢᵢ qᵢ}, {@code E[P]ᵢⱼ = Sᵢⱼ qⱼ} and q = 1 − p (Chen et al. 2012).
 *
 * @param matrix {@code (width, outputs)}; zeros where a feature is not read
 * @param bias {@code (outputs)}
 */
record DenoisingMap(DMatrixRMaj matrix, double[] bias) {

    private static final double RIDGE = 1e-5;

    /**
     * Fits a map from some columns to some.
     *
     * @param read columns, ascending
     * @param wanted columns that are restored
     */
    static DenoisingMap fit(FeatureVectors rows, int[] read, int[] wanted, double noise) {
        int inputs = read.length;
        DMatrixRMaj scatter = new DMatrixRMaj(inputs + 1, inputs + 1);
        DMatrixRMaj cross = new DMatrixRMaj(inputs + 1, wanted.length);
        new Sums(rows, read, wanted).into(scatter, cross);
        double kept = 1 - noise;
        for (int i = 0; i <= inputs; i++) {
            double own = i == inputs ? 1 : kept;
            for (int j = 0; j <= inputs; j++) {
                double other = j == inputs ? 1 : kept;
                int at = i * (inputs + 1) + j;
                scatter.data[at] = i == j ? scatter.data[at] * own + RIDGE : scatter.data[at] * own * other;
            }
            for (int j = 0; j < wanted.length; j++) {
                cross.data[i * wanted.length + j] *= own;
            }
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(inputs + 1);
        if (!solver.setA(scatter)) {
            throw new IllegalArgumentException("the rows' scatter cannot be inverted: features reach beyond what a"
                    + " double keeps; remedy: scale them to about 1 first");
        }
        DMatrixRMaj solved = new DMatrixRMaj(inputs + 1, wanted.length);
        solver.solve(cross, solved);
        return placed(solved, rows.width(), read);
    }

    private static DenoisingMap placed(DMatrixRMaj solved, int width, int... read) {
        int outputs = solved.numCols;
        DMatrixRMaj matrix = new DMatrixRMaj(width, outputs);
        for (int i = 0; i < read.length; i++) {
            System.arraycopy(solved.data, i * outputs, matrix.data, read[i] * outputs, outputs);
        }
        return new DenoisingMap(
                matrix, Arrays.copyOfRange(solved.data, read.length * outputs, (read.length + 1) * outputs));
    }

    /** The map that says the mean of what these say. */
    static DenoisingMap mean(List<DenoisingMap> maps) {
        DMatrixRMaj matrix = new DMatrixRMaj(maps.get(0).matrix.numRows, maps.get(0).matrix.numCols);
        double[] bias = new double[matrix.numCols];
        for (DenoisingMap map : maps) {
            RowMath.addTo(matrix.data, 1.0 / maps.size(), map.matrix.data);
            RowMath.addTo(bias, 1.0 / maps.size(), map.bias);
        }
        return new DenoisingMap(matrix, bias);
    }

    /** The map, then the hyperbolic tangent of each feature. */
    FeatureMap squashed() {
        return rows -> {
            double[][] mapped = RowMath.times(rows, matrix).toRows();
            for (double[] row : mapped) {
                for (int i = 0; i < row.length; i++) {
                    row[i] = Math.tanh(row[i] + bias[i]);
                }
            }
            return FeatureVectors.of(mapped);
        };
    }

    /** Sums of products of columns, with 1 as the last column that is read. */
    private record Sums(FeatureVectors rows, int[] read, int[] wanted) {

        void into(DMatrixRMaj scatter, DMatrixRMaj cross) {
            if (rows.isDense()) {
                DMatrixRMaj all = columns(true);
                scatter.setTo(RowMath.scatter(all));
                if (Arrays.equals(read, wanted)) {
                    CommonOps_DDRM.extract(scatter, 0, scatter.numRows, 0, cross.numCols, cross, 0, 0);
                } else {
                    cross.setTo(RowMath.product(CommonOps_DDRM.transpose(all, null), columns(false)));
                }
            } else {
                sparse(scatter, cross);
            }
        }

        private DMatrixRMaj columns(boolean reads) {
            int[] chosen = reads ? read : wanted;
            DMatrixRMaj matrix = new DMatrixRMaj(rows.size(), chosen.length + (reads ? 1 : 0));
            for (int row = 0; row < rows.size(); row++) {
                for (int i = 0; i < chosen.length; i++) {
                    matrix.data[row * matrix.numCols + i] = rows.value(rows.start(row) + chosen[i]);
                }
                if (reads) {
                    matrix.data[row * matrix.numCols + chosen.length] = 1;
                }
            }
            return matrix;
        }

        private void sparse(DMatrixRMaj scatter, DMatrixRMaj cross) {
            int[] readAt = places(read);
            int[] wantedAt = places(wanted);
            for (int row = 0; row < rows.size(); row++) {
                int end = rows.start(row + 1);
                for (int place = rows.start(row); place <= end; place++) {
                    int i = place == end ? read.length : readAt[rows.column(place)];
                    if (i >= 0) {
                        double value = place == end ? 1 : rows.value(place);
                        addRow(row, value, i, readAt, scatter);
                        scatter.data[i * scatter.numCols + read.length] += value;
                        addRow(row, value, i, wantedAt, cross);
                    }
                }
            }
        }

        private void addRow(int row, double factor, int to, int[] places, DMatrixRMaj sums) {
            for (int place = rows.start(row); place < rows.start(row + 1); place++) {
                int j = places[rows.column(place)];
                if (j >= 0) {
                    sums.data[to * sums.numCols + j] += factor * rows.value(place);
                }
            }
        }

        private int[] places(int... columns) {
            int[] places = new int[rows.width()];
            Arrays.fill(places, -1);
            for (int i = 0; i < columns.length; i++) {
                places[columns[i]] = i;
            }
            return places;
        }
    }
}

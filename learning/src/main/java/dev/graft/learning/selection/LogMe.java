package dev.graft.learning.selection;

import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The logarithm of maximum evidence (LogME; You, Liu, Wang and Long, ICML 2021): how likely the labels are under all linear models
 * on frozen features at once, a Gaussian prior of precision α on the weights and noise of precision β, both as they make the labels
 * the likeliest; one label against the others, the mean over labels, a row. The higher the better the features suit; unlike the
 * error of a probe it pays for features that only fit by chance. For ranking backbones on the same rows.
 *
 * <p>α and β come from MacKay's fixed point in the eigenvectors of the smaller of the two products of the features, so time is rows ·
 * width · the smaller of the two, plus its cube; at most {@value #LARGEST} of it.
 */
public final class LogMe {

    /** The largest of the smaller side: about a minute. */
    static final int LARGEST = 2_000;

    private static final int STEPS = 100;
    private static final double TOLERANCE = 1e-6;
    private static final double TINY = 1e-12;

    private final int rows;
    private final int width;
    private final double[] squares;
    /** Left singular vectors {@code (rank, rows)}. */
    private final double[][] left;

    private LogMe(int rows, int width, double[] squares, double[]... left) {
        this.rows = rows;
        this.width = width;
        this.squares = squares;
        this.left = left;
    }

    /**
     * The score.
     *
     * @param features {@code (rows, width)}
     * @param labels of the rows, from 0 to below {@code count}
     * @throws IllegalArgumentException where rows and labels do not fit, or both sides are above {@value #LARGEST}
     */
    public static double of(float[][] features, int[] labels, int count) {
        if (features.length == 0 || features.length != labels.length) {
            throw new IllegalArgumentException(features.length + " rows do not fit " + labels.length + " labels");
        }
        if (Math.min(features.length, features[0].length) > LARGEST) {
            throw new IllegalArgumentException("features of " + features.length + " rows and " + features[0].length
                    + " columns are too large on both sides; remedy: draw " + LARGEST + " rows");
        }
        LogMe evidence = decomposed(features);
        double sum = 0;
        for (int which = 0; which < count; which++) {
            double[] truth = new double[labels.length];
            for (int row = 0; row < truth.length; row++) {
                truth[row] = labels[row] == which ? 1 : 0;
            }
            sum += evidence.of(truth);
        }
        return sum / count;
    }

    private static LogMe decomposed(float[]... features) {
        DMatrixRMaj matrix = new DMatrixRMaj(features.length, features[0].length);
        for (int row = 0; row < features.length; row++) {
            for (int i = 0; i < matrix.numCols; i++) {
                matrix.set(row, i, features[row][i]);
            }
        }
        boolean isTall = matrix.numRows > matrix.numCols;
        DMatrixRMaj turned = CommonOps_DDRM.transpose(matrix, null);
        DMatrixRMaj gram =
                isTall ? CommonOps_DDRM.mult(turned, matrix, null) : CommonOps_DDRM.mult(matrix, turned, null);
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(gram.numRows, true, true);
        if (!eigen.decompose(gram)) {
            throw new IllegalStateException("the features' products have no eigenvalues to be found");
        }
        double[] squares = new double[gram.numRows];
        double[][] left = new double[gram.numRows][];
        for (int i = 0; i < squares.length; i++) {
            squares[i] = Math.max(0, eigen.getEigenvalue(i).getReal());
            DMatrixRMaj vector = Objects.requireNonNull(eigen.getEigenVector(i));
            left[i] = isTall ? scaled(CommonOps_DDRM.mult(matrix, vector, null).data, squares[i]) : vector.data;
        }
        return new LogMe(matrix.numRows, matrix.numCols, squares, left);
    }

    /** To length 1, or zeros where the features have no such direction. */
    private static double[] scaled(double[] vector, double square) {
        double factor = square > TINY ? 1 / Math.sqrt(square) : 0;
        double[] scaled = new double[vector.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = factor * vector[i];
        }
        return scaled;
    }

    /** The evidence a row, at its largest. */
    private double of(double... truth) {
        double[] shares = new double[squares.length];
        double outside = 0;
        for (double value : truth) {
            outside += value * value;
        }
        for (int i = 0; i < shares.length; i++) {
            double product = 0;
            for (int row = 0; row < truth.length; row++) {
                product += left[i][row] * truth[row];
            }
            shares[i] = squares[i] > TINY ? product * product : 0;
            outside -= shares[i];
        }
        double alpha = 1;
        double beta = 1;
        double evidence = Double.NEGATIVE_INFINITY;
        for (int step = 0; step < STEPS; step++) {
            double ratio = alpha / beta;
            double used = 0;
            double length = 0;
            double rest = Math.max(0, outside);
            for (int i = 0; i < shares.length; i++) {
                double sum = ratio + squares[i];
                used += squares[i] / sum;
                length += squares[i] * shares[i] / (sum * sum);
                rest += shares[i] * ratio * ratio / (sum * sum);
            }
            alpha = Math.max(TINY, used / (length + 1e-5));
            beta = Math.max(TINY, (rows - used) / (rest + 1e-5));
            evidence = evidence(alpha, beta, length, rest);
            if (Math.abs(alpha / beta - ratio) <= TOLERANCE * ratio) {
                break;
            }
        }
        return evidence / rows;
    }

    private double evidence(double alpha, double beta, double length, double rest) {
        double logs = (width - squares.length) * Math.log(alpha);
        for (double square : squares) {
            logs += Math.log(alpha + beta * square);
        }
        return width / 2.0 * Math.log(alpha)
                + rows / 2.0 * Math.log(beta)
                - logs / 2
                - beta / 2 * rest
                - alpha / 2 * length
                - rows / 2.0 * Math.log(2 * Math.PI);
    }
}

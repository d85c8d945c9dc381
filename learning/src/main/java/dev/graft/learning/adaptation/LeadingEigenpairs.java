package dev.graft.learning.adaptation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The largest eigenvalues of a symmetric operator with no negative ones, and their vectors of length 1, from the largest on.
 *
 * <p>Lanczos' iteration with full reorthogonalisation, done twice (Parlett, "The symmetric eigenvalue problem", 1998): the
 * operator is only ever applied to vectors, so it need not be a matrix. The basis grows until every wanted pair's residual
 * is below {@value #TOLERANCE} of the largest value, at most to the whole space, where the answer is exact. When the basis
 * closes early it goes on from a drawn vector, which also finds the further vectors of a value that occurs again. Up to
 * {@value #DENSE} rows the operator is written out and taken apart as a whole.
 *
 * @param values at least as many as wanted, where the operator has so many rows
 * @param vectors {@code (values, size)}
 */
record LeadingEigenpairs(double[] values, double[][] vectors) {

    private static final int DENSE = 128;
    private static final double TOLERANCE = 1e-9;
    /** Rounding of the orthogonalisation: what is left of a vector below it has no direction. */
    private static final double CLOSED = 1e-12;

    static LeadingEigenpairs of(UnaryOperator<double[]> operator, int size, int wanted, long seed) {
        int most = Math.min(wanted, size);
        return size <= DENSE ? whole(operator, size, most) : new Lanczos(operator, size, seed).find(most);
    }

    private static LeadingEigenpairs whole(UnaryOperator<double[]> operator, int size, int wanted) {
        DMatrixRMaj matrix = new DMatrixRMaj(size, size);
        for (int i = 0; i < size; i++) {
            double[] unit = new double[size];
            unit[i] = 1;
            System.arraycopy(operator.apply(unit), 0, matrix.data, i * size, size);
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                double mean = (matrix.get(i, j) + matrix.get(j, i)) / 2;
                matrix.set(i, j, mean);
                matrix.set(j, i, mean);
            }
        }
        return symmetric(matrix, wanted);
    }

    /** The largest pairs of a small matrix; {@link IllegalStateException} where its decomposition does not converge. */
    static LeadingEigenpairs symmetric(DMatrixRMaj matrix, int wanted) {
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(matrix.numRows, true, true);
        if (!eigen.decompose(matrix)) {
            throw new IllegalStateException("the eigenvalues of " + matrix.numRows + " rows did not converge");
        }
        int[] order = IntStream.range(0, eigen.getNumberOfEigenvalues())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -eigen.getEigenvalue(i).getReal()))
                .limit(wanted)
                .mapToInt(i -> i)
                .toArray();
        double[] values = new double[order.length];
        double[][] vectors = new double[order.length][];
        for (int i = 0; i < order.length; i++) {
            values[i] = eigen.getEigenvalue(order[i]).getReal();
            vectors[i] =
                    Objects.requireNonNull(eigen.getEigenVector(order[i])).data.clone();
        }
        return new LeadingEigenpairs(values, vectors);
    }

    /** The basis and the operator in it, which is tridiagonal. */
    private static final class Lanczos {
        private final UnaryOperator<double[]> operator;
        private final int size;
        private final Random random;
        private final List<double[]> basis = new ArrayList<>();
        private final List<Double> diagonal = new ArrayList<>();
        /** Of the vector that would come next to the last one. */
        private final List<Double> beside = new ArrayList<>();

        private double[] next;

        Lanczos(UnaryOperator<double[]> operator, int size, long seed) {
            this.operator = operator;
            this.size = size;
            this.random = new Random(seed);
            this.next = drawn();
        }

        LeadingEigenpairs find(int wanted) {
            int target = Math.min(size, 2 * wanted + 40);
            while (true) {
                while (basis.size() < target) {
                    extend();
                }
                LeadingEigenpairs small = symmetric(tridiagonal(), wanted);
                if (target == size || hasConverged(small)) {
                    return expanded(small);
                }
                target = Math.min(size, target + Math.max(40, target / 3));
            }
        }

        private void extend() {
            double[] vector = next;
            basis.add(vector);
            double[] image = operator.apply(vector);
            diagonal.add(RowMath.dot(image, vector));
            double before = Math.sqrt(RowMath.dot(image, image));
            double length = orthogonalise(image);
            if (basis.size() == size) {
                beside.add(0.0);
            } else if (length <= CLOSED * Math.max(before, largestDiagonal())) {
                beside.add(0.0);
                next = drawn();
            } else {
                beside.add(length);
                next = image;
            }
        }

        private double largestDiagonal() {
            return diagonal.stream().mapToDouble(Math::abs).max().orElse(0);
        }

        /** A direction that the basis lacks. */
        private double[] drawn() {
            while (true) {
                double[] vector = random.doubles(size).map(value -> value - 0.5).toArray();
                double before = Math.sqrt(RowMath.dot(vector, vector));
                if (orthogonalise(vector) > CLOSED * before) {
                    return vector;
                }
            }
        }

        /** Takes the basis out of a vector, brings it to length 1, and says what its length was. */
        private double orthogonalise(double[] vector) {
            for (int pass = 0; pass < 2; pass++) {
                for (double[] other : basis) {
                    RowMath.addTo(vector, -RowMath.dot(vector, other), other);
                }
            }
            double length = Math.sqrt(RowMath.dot(vector, vector));
            for (int i = 0; length > 0 && i < size; i++) {
                vector[i] /= length;
            }
            return length;
        }

        private DMatrixRMaj tridiagonal() {
            int steps = basis.size();
            DMatrixRMaj matrix = new DMatrixRMaj(steps, steps);
            for (int i = 0; i < steps; i++) {
                matrix.set(i, i, diagonal.get(i));
                if (i + 1 < steps) {
                    matrix.set(i, i + 1, beside.get(i));
                    matrix.set(i + 1, i, beside.get(i));
                }
            }
            return matrix;
        }

        private boolean hasConverged(LeadingEigenpairs small) {
            int last = basis.size() - 1;
            double largest = Math.max(small.values[0], Double.MIN_NORMAL);
            for (double[] vector : small.vectors) {
                if (Math.abs(beside.get(last) * vector[last]) > TOLERANCE * largest) {
                    return false;
                }
            }
            return true;
        }

        private LeadingEigenpairs expanded(LeadingEigenpairs small) {
            double[][] vectors = new double[small.values.length][size];
            for (int i = 0; i < vectors.length; i++) {
                for (int step = 0; step < basis.size(); step++) {
                    RowMath.addTo(vectors[i], small.vectors[i][step], basis.get(step));
                }
            }
            return new LeadingEigenpairs(small.values, vectors);
        }
    }
}

package dev.graft.learning.adaptation;

import dev.graft.learning.classic.FeatureVectors;
import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/** How alike two rows are. */
public sealed interface Kernel {

    /** The product of two rows; the components are then linear maps of the features themselves (the primal form). */
    record Linear() implements Kernel {}

    /**
     * exp(−‖x − y‖² / 2σ²).
     *
     * @param width σ; 0 stands for the median distance of drawn rows
     */
    record Gaussian(double width) implements Kernel {

        private static final int DRAWN = 500;

        public Gaussian {
            if (!(width >= 0 && width < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a kernel is wider than 0, or 0 for the median, not " + width);
            }
        }

        /** This kernel with a width, the median of these rows where it had none; 1 where all rows are the same. */
        Gaussian widthFrom(FeatureVectors rows, Random random) {
            if (width > 0) {
                return this;
            }
            int[] chosen = random.ints(0, rows.size())
                    .distinct()
                    .limit(Math.min(DRAWN, rows.size()))
                    .toArray();
            DMatrixRMaj drawn = RowMath.matrix(rows.rows(chosen));
            DMatrixRMaj squares = RowMath.squaredDistances(drawn, drawn);
            double[] above = new double[chosen.length * (chosen.length - 1) / 2];
            int next = 0;
            for (int i = 0; i < chosen.length; i++) {
                for (int j = 0; j < i; j++) {
                    above[next++] = squares.get(i, j);
                }
            }
            Arrays.sort(above);
            double median = above.length == 0 ? 0 : Math.sqrt(above[above.length / 2]);
            return new Gaussian(median > 0 ? median : 1);
        }

        /** Rows' values against others {@code (rows, others)}. */
        DMatrixRMaj values(DMatrixRMaj rows, DMatrixRMaj others) {
            DMatrixRMaj values = RowMath.squaredDistances(rows, others);
            for (int i = 0; i < values.data.length; i++) {
                values.data[i] = Math.exp(-values.data[i] / (2 * width * width));
            }
            return values;
        }
    }
}

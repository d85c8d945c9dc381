package dev.graft.learning.adaptation;

import dev.graft.learning.classic.FeatureVectors;
import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/**
 * The features in which a kernel's components are linear.
 *
 * <p>Up to {@value #EXACT} rows these are the kernel's values against all of them, so that the components are those of the
 * paper. Beyond, the values against {@value #LANDMARKS} drawn rows are whitened by the root of their own kernel (Williams and
 * Seeger, "Using the Nyström method to speed up kernel machines", NIPS 2000): products of such features approach the
 * kernel, and memory is rows times landmarks.
 */
final class KernelSpace {

    static final int EXACT = 5_000;
    static final int LANDMARKS = 500;
    private static final double RANK = 1e-10;

    private KernelSpace() {}

    static FeatureMap of(Kernel kernel, FeatureVectors union, long seed) {
        if (!(kernel instanceof Kernel.Gaussian gaussian)) {
            return FeatureVectors::unitLength;
        }
        Random random = new Random(seed);
        Kernel.Gaussian fitted = gaussian.widthFrom(union, random);
        if (union.size() <= EXACT) {
            return values(fitted, RowMath.matrix(union));
        }
        return nystroem(fitted, union, Math.min(LANDMARKS, union.size()), random);
    }

    static FeatureMap nystroem(Kernel.Gaussian kernel, FeatureVectors union, int landmarks, Random random) {
        int[] chosen = random.ints(0, union.size())
                .distinct()
                .limit(landmarks)
                .sorted()
                .toArray();
        DMatrixRMaj anchors = RowMath.matrix(union.rows(chosen));
        FeatureMap values = values(kernel, anchors);
        LeadingEigenpairs pairs =
                LeadingEigenpairs.symmetric(RowMath.matrix(values.apply(RowMath.rows(anchors))), anchors.numRows);
        int rank = (int) Arrays.stream(pairs.values())
                .filter(value -> value > RANK * pairs.values()[0])
                .count();
        DMatrixRMaj root = new DMatrixRMaj(anchors.numRows, rank);
        for (int j = 0; j < rank; j++) {
            for (int i = 0; i < anchors.numRows; i++) {
                root.set(i, j, pairs.vectors()[j][i] / Math.sqrt(pairs.values()[j]));
            }
        }
        return values.then(rows -> RowMath.times(rows, root));
    }

    private static FeatureMap values(Kernel.Gaussian kernel, DMatrixRMaj anchors) {
        return rows -> RowMath.rows(kernel.values(RowMath.matrix(rows), anchors));
    }
}

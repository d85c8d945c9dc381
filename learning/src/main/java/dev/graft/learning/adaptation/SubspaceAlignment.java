package dev.graft.learning.adaptation;

import dev.graft.learning.classic.FeatureVectors;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Subspace alignment (Fernando, Habrard, Sebban and Tuytelaars, ICCV 2013): each domain's leading principal components
 * P {@code (width, components)}; the source's rows x become {@code x Pₛ PₛᵀPₜ}, the target's {@code x Pₜ}. Each domain is
 * centred by its own mean. Needs no labels; time is that of the components, rows · width² at most.
 *
 * @param components at most
 */
public record SubspaceAlignment(int components) implements FeatureAdaptation {

    private static final long SEED = 1;

    public SubspaceAlignment {
        if (components < 1) {
            throw new IllegalArgumentException("at least one component is needed, not " + components);
        }
    }

    @Override
    public Adapted fit(DomainPair pair) {
        int least = Math.min(pair.source().size(), pair.target().size());
        int kept = Math.min(components, Math.min(pair.width(), least - 1));
        Subspace source = Subspace.of(pair.source().rows(), kept);
        Subspace target = Subspace.of(pair.target(), kept);
        DMatrixRMaj alignment = CommonOps_DDRM.multTransA(source.basis, target.basis, new DMatrixRMaj(kept, kept));
        DMatrixRMaj aligned = CommonOps_DDRM.mult(source.basis, alignment, new DMatrixRMaj(pair.width(), kept));
        return new Adapted(source.to(aligned), target.to(target.basis));
    }

    private record Subspace(double[] mean, DMatrixRMaj basis) {

        static Subspace of(FeatureVectors rows, int components) {
            double[][] centred = rows.toRows();
            double[] mean = RowMath.mean(centred);
            for (double[] row : centred) {
                RowMath.addTo(row, -1, mean);
            }
            DMatrixRMaj matrix = new DMatrixRMaj(centred);
            LeadingEigenpairs pairs = LeadingEigenpairs.of(
                    vector -> RowMath.transposedProduct(matrix, RowMath.product(matrix, vector)),
                    matrix.numCols,
                    components,
                    SEED);
            DMatrixRMaj basis = new DMatrixRMaj(matrix.numCols, components);
            for (int j = 0; j < components; j++) {
                for (int i = 0; i < basis.numRows; i++) {
                    basis.set(i, j, pairs.vectors()[j][i]);
                }
            }
            return new Subspace(mean, basis);
        }

        FeatureMap to(DMatrixRMaj matrix) {
            return given -> {
                double[][] rows = given.toRows();
                for (double[] row : rows) {
                    RowMath.addTo(row, -1, mean);
                }
                return RowMath.times(FeatureVectors.of(rows), matrix);
            };
        }
    }
}

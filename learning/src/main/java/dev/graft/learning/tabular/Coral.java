package dev.graft.learning.tabular;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.jspecify.annotations.Nullable;

/**
 * Fits correlation alignment (Sun, Feng and Saenko, AAAI 2016): a domain's rows are whitened by their own covariance and
 * coloured by the target's, so that both have the same second moments. As there, the identity (times the
 * regularisation) is added to both covariances, whose divisor is the number of rows less one. Unlike there, rows are
 * moved from their domain's mean to the target's first, so that it need not be 0.
 *
 * <p>The distance in the report is that of Deep CORAL (Sun and Saenko 2016): the squared Frobenius norm of the covariances'
 * difference over 4 n squared, n columns.
 */
final class Coral {

    private final FitTable rows;
    private final FeatureStep step;
    private final double[] mean;
    private final DMatrixRMaj target;
    private final DMatrixRMaj colouring;
    private final SortedMap<String, LinearMap> maps = new TreeMap<>();
    private final TreeMap<String, Double> figures = new TreeMap<>();

    private Coral(FitTable rows, FeatureStep step, int... targetRows) {
        this.rows = rows;
        this.step = step;
        this.mean = Moments.mean(rows.values(), targetRows);
        this.target = Symmetric.covariance(rows.values(), targetRows, mean);
        this.colouring = Symmetric.of(step.toString(), regular(target)).power(0.5);
    }

    /** @throws IllegalArgumentException on too many columns, or a target of which there are too few training rows */
    static FittedStep fit(FitTable rows, FeatureStep step) {
        if (rows.width() > Symmetric.LARGEST) {
            throw new IllegalArgumentException(step + " aligns " + Symmetric.LARGEST + " columns at most, not "
                    + rows.width() + "; remedy: select-mutual-information@1(keep=" + Symmetric.LARGEST
                    + ") or less before it");
        }
        String name = step.text("target");
        Coral coral = new Coral(rows, step, targetRows(rows, step, name));
        rows.domains().forEach((domain, numbers) -> {
            if (!domain.equals(name) && numbers.length >= FitTable.LEAST_OF_DOMAIN) {
                coral.align(domain, numbers);
            }
        });
        return new FittedStep(
                step,
                new Align(coral.mean, coral.maps),
                new StepEffect(step.toString(), rows.width(), rows.width(), coral.figures, Map.of()));
    }

    private static int[] targetRows(FitTable rows, FeatureStep step, @Nullable String name) {
        if (name == null) {
            return rows.all();
        }
        int[] numbers = rows.domains().getOrDefault(name, new int[0]);
        if (numbers.length < FitTable.LEAST_OF_DOMAIN) {
            throw new IllegalArgumentException(step + " needs " + FitTable.LEAST_OF_DOMAIN
                    + " training rows or more of its target, not " + numbers.length + "; there are rows of "
                    + rows.domains().keySet());
        }
        return numbers;
    }

    private void align(String domain, int... numbers) {
        double[] origin = Moments.mean(rows.values(), numbers);
        DMatrixRMaj own = Symmetric.covariance(rows.values(), numbers, origin);
        DMatrixRMaj whitening = Symmetric.of(step.toString(), regular(own)).power(-0.5);
        DMatrixRMaj matrix = CommonOps_DDRM.mult(whitening, colouring, new DMatrixRMaj(mean.length, mean.length));
        double[][] lines = new double[mean.length][mean.length];
        for (int i = 0; i < lines.length; i++) {
            System.arraycopy(matrix.data, i * mean.length, lines[i], 0, mean.length);
        }
        maps.put(domain, new LinearMap(origin, lines));
        figures.put("coralDistanceBefore." + domain, distance(own));
        DMatrixRMaj half = CommonOps_DDRM.mult(own, matrix, whitening);
        figures.put("coralDistanceAfter." + domain, distance(CommonOps_DDRM.multTransA(matrix, half, own)));
    }

    private DMatrixRMaj regular(DMatrixRMaj covariance) {
        DMatrixRMaj sum = covariance.copy();
        for (int i = 0; i < sum.numRows; i++) {
            sum.add(i, i, step.number("regularisation"));
        }
        return sum;
    }

    private double distance(DMatrixRMaj covariance) {
        DMatrixRMaj off = CommonOps_DDRM.subtract(covariance, target, new DMatrixRMaj(mean.length, mean.length));
        double norm = NormOps_DDRM.normF(off);
        return norm * norm / (4.0 * mean.length * mean.length);
    }
}

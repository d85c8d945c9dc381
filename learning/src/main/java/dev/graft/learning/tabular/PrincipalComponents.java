package dev.graft.learning.tabular;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Fits the directions of most variance (Pearson 1901). Where there are fewer rows than columns, they come from the rows'
 * inner products (Gram matrix), so the matrix that is taken apart has the smaller of both as its side. A direction's sign is
 * such that its largest part is positive. Directions with less than {@value #ROUNDING} of the first one's variance are
 * rounding and left out.
 */
final class PrincipalComponents {

    private static final double ROUNDING = 1e-12;

    private PrincipalComponents() {}

    /** @throws IllegalArgumentException where rows and columns are both too many, or no column varies */
    static FittedStep fit(FitTable rows, FeatureStep step) {
        if (Math.min(rows.rows(), rows.width()) > Symmetric.LARGEST) {
            throw new IllegalArgumentException(
                    step + " takes " + Symmetric.LARGEST + " columns at most (or as many rows),"
                            + " not " + rows.width() + "; remedy: select-mutual-information@1(keep=" + Symmetric.LARGEST
                            + ") or less before it");
        }
        double[] mean = Moments.mean(rows.values(), rows.all());
        boolean gram = rows.rows() < rows.width();
        DMatrixRMaj centred = Symmetric.centred(rows.values(), rows.all(), mean);
        Symmetric found = Symmetric.of(step.toString(), products(centred, gram));
        double all =
                Arrays.stream(found.values()).map(value -> Math.max(0, value)).sum();
        int kept = kept(step, found.values(), all);
        double[][] directions = new double[kept][];
        for (int k = 0; k < kept; k++) {
            directions[k] = signed(gram ? direction(centred, found.vectors()[k]) : found.vectors()[k]);
        }
        double explained = Arrays.stream(found.values())
                .limit(kept)
                .map(value -> value / all)
                .sum();
        return new FittedStep(
                step,
                new Project(new LinearMap(mean, transposed(directions, mean.length))),
                new StepEffect(
                        step.toString(),
                        rows.width(),
                        kept,
                        new TreeMap<>(Map.of("varianceExplained", explained)),
                        Map.of()));
    }

    private static DMatrixRMaj products(DMatrixRMaj centred, boolean gram) {
        int side = gram ? centred.numRows : centred.numCols;
        DMatrixRMaj products = new DMatrixRMaj(side, side);
        if (gram) {
            CommonOps_DDRM.multOuter(centred, products);
        } else {
            CommonOps_DDRM.multInner(centred, products);
        }
        CommonOps_DDRM.divide(products, Math.max(1, centred.numRows - 1));
        return products;
    }

    private static int kept(FeatureStep step, double[] variances, double all) {
        int real = (int) Arrays.stream(variances)
                .filter(value -> value > ROUNDING * variances[0])
                .count();
        if (!(variances[0] > 0)) {
            throw new IllegalArgumentException(step + ": no column varies");
        }
        if (step.has("components")) {
            return Math.min(real, step.count("components"));
        }
        double wanted = step.number("variance") * all * (1 - ROUNDING);
        double sum = 0;
        int kept = 0;
        while (kept < real && sum < wanted) {
            sum += variances[kept];
            kept++;
        }
        return kept;
    }

    /** The direction among the columns that belongs to one among the rows. */
    private static double[] direction(DMatrixRMaj centred, double[] ofRows) {
        double[] direction = new double[centred.numCols];
        for (int row = 0; row < ofRows.length; row++) {
            for (int i = 0, at = row * direction.length; i < direction.length; i++, at++) {
                direction[i] += ofRows[row] * centred.data[at];
            }
        }
        double length =
                Math.sqrt(Arrays.stream(direction).map(each -> each * each).sum());
        return Arrays.stream(direction).map(each -> each / length).toArray();
    }

    private static double[] signed(double[] direction) {
        double largest = 0;
        for (double each : direction) {
            largest = Math.abs(each) > Math.abs(largest) ? each : largest;
        }
        double sign = Math.signum(largest);
        return Arrays.stream(direction).map(each -> sign * each).toArray();
    }

    private static double[][] transposed(double[][] directions, int width) {
        double[][] turned = new double[width][directions.length];
        for (int i = 0; i < width; i++) {
            for (int k = 0; k < directions.length; k++) {
                turned[i][k] = directions[k][i];
            }
        }
        return turned;
    }
}

package dev.graft.learning.adaptation;

import dev.graft.learning.classic.FeatureVectors;

/**
 * Moves each feature to mean 0 and deviation 1, each domain by its own rows: the first and often the largest step of every
 * adaptation, as it takes away what differs in brightness, length or unit. A feature that never varies in a domain becomes 0
 * there. The deviation's divisor is the number of rows.
 *
 * @param unitSum whether each row is first divided by its sum, as counts are
 */
public record DomainScaling(boolean unitSum) implements FeatureAdaptation {

    @Override
    public Adapted fit(DomainPair pair) {
        return new Adapted(map(pair.source().rows()), map(pair.target()));
    }

    private FeatureMap map(FeatureVectors rows) {
        double[][] fitted = (unitSum ? rows.unitSum() : rows).toRows();
        double[] mean = RowMath.mean(fitted);
        double[] factor = new double[mean.length];
        for (double[] row : fitted) {
            for (int i = 0; i < mean.length; i++) {
                factor[i] += (row[i] - mean[i]) * (row[i] - mean[i]) / fitted.length;
            }
        }
        for (int i = 0; i < mean.length; i++) {
            // below the rounding of the mean the feature is constant
            factor[i] = factor[i] <= 1e-24 * (1 + mean[i] * mean[i]) ? 0 : 1 / Math.sqrt(factor[i]);
        }
        return given -> scaled(unitSum ? given.unitSum() : given, mean, factor);
    }

    private static FeatureVectors scaled(FeatureVectors given, double[] mean, double[] factor) {
        double[][] rows = given.toRows();
        for (double[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (row[i] - mean[i]) * factor[i];
            }
        }
        return FeatureVectors.of(rows);
    }
}
